"""Context variables, with and without an annotation."""
import time
from contextvars import ContextVar


class Trace:
    def flush(self) -> None:
        time.sleep(0.1)  # primitive: blocking

    def tag(self) -> str:
        return "t"


current: ContextVar[Trace] = ContextVar("current")
spare = ContextVar("spare", default=Trace())
typed = ContextVar[Trace]("typed")


async def finish() -> None:
    current.get().flush()  # expect: blocking-sleep


async def finish_spare() -> None:
    spare.get().flush()  # expect: blocking-sleep


async def finish_typed() -> None:
    typed.get().flush()  # expect: blocking-sleep


async def tag() -> str:
    return current.get().tag()  # silent: blocking
