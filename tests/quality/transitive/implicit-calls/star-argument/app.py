"""Implicit calls: star argument."""

import time


def delays():
    time.sleep(1)
    yield 1
    yield 2


def add(*numbers: int) -> int:
    return sum(numbers)


async def handle() -> int:
    return add(*delays())  # expect: blocking-sleep
