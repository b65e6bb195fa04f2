"""Annotations as text: with blanks, joined, escaped, inside forms."""
from typing import Optional, TypeAlias


class Log:
    def write(self) -> None:
        open("log", "a").write("x")  # primitive: blocking

    def level(self) -> int:
        return 1


MaybeLog: TypeAlias = "Optional[Log]"
Logs: TypeAlias = "list[Log]"


async def joined(log: "Lo" "g") -> None:
    log.write()  # expect-miss: blocking-file-io -- text that is joined or escaped is not read


async def form(log: "Optional[Log]") -> None:
    log.write()  # expect: blocking-file-io


async def inside(logs: list["Log"]) -> None:
    logs[0].write()  # expect: blocking-file-io


async def alias(log: MaybeLog, logs: Logs) -> None:
    if log:
        log.write()  # expect: blocking-file-io
    logs[0].write()  # expect: blocking-file-io


async def escaped(log: "\x4cog") -> None:
    log.write()  # expect-miss: blocking-file-io -- text that is joined or escaped is not read


async def level(log: "Log") -> int:
    return log.level()  # silent: blocking
