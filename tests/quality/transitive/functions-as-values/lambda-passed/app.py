"""Functions as values: lambda passed."""

import time


def attempt(function):
    for _ in range(3):
        function()


def wait(seconds: float) -> None:
    time.sleep(seconds)


async def handle() -> None:
    attempt(lambda: wait(1))  # expect: blocking-sleep
