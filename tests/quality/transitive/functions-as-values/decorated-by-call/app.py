"""Functions as values: decorated by call."""

import time


def traced(function):
    def wrapper(*args):
        print("begin")
        return function(*args)

    return wrapper


def _pause(seconds: float) -> None:
    time.sleep(seconds)


pause = traced(_pause)


async def handle() -> None:
    pause(2)  # expect: blocking-sleep
