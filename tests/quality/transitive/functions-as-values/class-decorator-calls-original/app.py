"""Functions as values: class decorator calls original."""

import time


class Counted:
    def __init__(self, function) -> None:
        self.function = function
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


@Counted
def pause(seconds: float) -> None:
    time.sleep(seconds)


async def handle() -> None:
    pause(1)  # expect: blocking-sleep
