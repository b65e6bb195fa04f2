"""Functions as values: wrapper never calls, where nothing may be said."""

import functools
import time


def disabled(function):
    @functools.wraps(function)
    def wrapper(*args):
        return None

    return wrapper


@disabled
def wait() -> None:
    time.sleep(1)


async def handle() -> None:
    wait()  # silent: blocking
