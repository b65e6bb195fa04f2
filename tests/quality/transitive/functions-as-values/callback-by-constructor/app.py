"""Functions as values: callback by constructor."""

import time


class Timer:
    def __init__(self, on_tick) -> None:
        self.on_tick = on_tick

    def tick(self) -> None:
        self.on_tick()


def beep() -> None:
    time.sleep(0.3)


async def handle() -> None:
    timer = Timer(beep)
    timer.tick()  # expect: blocking-sleep
