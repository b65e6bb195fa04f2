"""Functions as values: stacked outer."""

import functools
import time


def slow(function):
    @functools.wraps(function)
    def around(*args):
        time.sleep(1)
        return function(*args)

    return around


def logged(function):
    @functools.wraps(function)
    def around(*args):
        print(function.__name__)
        return function(*args)

    return around


@slow
@logged
def outer_blocks() -> int:
    return 1


@logged
@slow
def inner_blocks() -> int:
    return 2


@logged
@logged
def none_blocks() -> int:
    return 3


async def handle() -> int:
    first = outer_blocks()  # expect: blocking-sleep
    second = inner_blocks()  # expect: blocking-sleep
    return first + second + none_blocks()  # silent: blocking
