"""Implicit calls: generator off loop, where nothing may be said."""

import asyncio
import time


def slow_numbers():
    for number in range(3):
        time.sleep(1)
        yield number


async def handle() -> list[int]:
    numbers = slow_numbers()  # silent: blocking
    return await asyncio.to_thread(list, numbers)  # silent: blocking
