"""Functions as values: wrapper optional arguments."""

import functools
import time


def slowed(function=None, *, seconds: float = 1.0):
    if function is None:
        return functools.partial(slowed, seconds=seconds)

    @functools.wraps(function)
    def wrapper(*args):
        time.sleep(seconds)
        return function(*args)

    return wrapper


@slowed
def plain() -> int:
    return 1


@slowed(seconds=2)
def configured() -> int:
    return 2


async def handle() -> int:
    first = plain()  # expect: blocking-sleep
    return first + configured()  # expect: blocking-sleep
