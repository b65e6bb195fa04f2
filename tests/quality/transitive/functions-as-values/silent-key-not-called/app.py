"""Functions as values: key not called, where nothing may be said."""

import time


def slow(value: int) -> int:
    time.sleep(1)
    return value


def describe(value: int, key=None) -> str:
    return f"{value} {key.__name__}"


async def handle() -> str:
    print(slow)  # silent: blocking
    return describe(3, key=slow)  # silent: blocking
