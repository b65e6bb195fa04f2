"""Functions as values: decorator offloads, where nothing may be said."""

import asyncio
import functools
import time


def in_thread(function):
    @functools.wraps(function)
    async def wrapper(*args):
        return await asyncio.to_thread(function, *args)

    return wrapper


@in_thread
def wait(seconds: float) -> None:
    time.sleep(seconds)


async def handle() -> None:
    await wait(1)  # silent: blocking
