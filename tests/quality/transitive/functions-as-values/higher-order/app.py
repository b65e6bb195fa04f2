"""Functions as values: higher order."""

import time

from helpers import apply, twice


def nap() -> None:
    time.sleep(1)


def double(number: int) -> int:
    return 2 * number


async def handle() -> int:
    twice(nap)  # expect: blocking-sleep
    return apply(double, 4)  # silent: blocking
