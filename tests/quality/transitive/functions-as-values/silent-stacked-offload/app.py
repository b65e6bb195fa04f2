"""Functions as values: stacked offload, where nothing may be said."""

import asyncio
import functools
import time


def in_thread(function):
    @functools.wraps(function)
    async def wrapper(*args):
        return await asyncio.to_thread(function, *args)

    return wrapper


def logged(function):
    @functools.wraps(function)
    def wrapper(*args):
        print(function.__name__)
        return function(*args)

    return wrapper


@in_thread
@logged
def inner_logged() -> None:
    time.sleep(1)


@logged
@in_thread
def outer_logged() -> None:
    time.sleep(1)


async def handle() -> None:
    await inner_logged()  # silent: blocking
    await outer_logged()  # silent: blocking
