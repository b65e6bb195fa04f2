"""Functions as values: decorator made by helper."""

import functools
import time


def make_wrapper(before, function):
    @functools.wraps(function)
    def wrapper(*args):
        before()
        return function(*args)

    return wrapper


def delayed(function):
    return make_wrapper(_delay, function)


def _delay() -> None:
    time.sleep(1)


@delayed
def greet(name: str) -> str:
    return f"hello {name}"


async def handle() -> str:
    return greet("you")  # expect: blocking-sleep
