"""Functions as values: a callback that a constructor is given, with an annotation."""
import time
from collections.abc import Callable


class Timer:
    def __init__(self, on_tick: Callable[[], None], on_end: Callable[[], None] | None = None) -> None:
        self._on_tick = on_tick
        self._on_end = on_end

    def tick(self) -> None:
        self._on_tick()

    def end(self) -> None:
        if self._on_end:
            self._on_end()


def beep() -> None:
    time.sleep(0.3)


def count() -> None:
    return None


async def handle() -> None:
    timer = Timer(beep, on_end=count)
    timer.tick()  # expect: blocking-sleep
    timer.end()  # silent: blocking
