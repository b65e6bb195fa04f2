"""Functions as values: async wrapper blocks."""

import functools
import time


def slowly(function):
    @functools.wraps(function)
    async def wrapper(*args):
        time.sleep(1)  # expect: blocking-sleep
        return await function(*args)

    return wrapper


@slowly
async def fetch() -> int:
    return 1


async def handle() -> int:
    return await fetch()
