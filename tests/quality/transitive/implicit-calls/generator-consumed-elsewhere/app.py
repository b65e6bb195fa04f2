"""Implicit calls: generator consumed elsewhere."""

import time
from collections.abc import Iterator


def ticks() -> Iterator[int]:
    for number in range(3):
        time.sleep(1)
        yield number


def total(numbers: Iterator[int]) -> int:
    result = 0
    for number in numbers:
        result += number
    return result


async def handle() -> int:
    source = ticks()
    return total(source)  # expect: blocking-sleep
