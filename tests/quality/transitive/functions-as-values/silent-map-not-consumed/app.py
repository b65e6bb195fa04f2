"""Functions as values: map not consumed, where nothing may be said."""

import asyncio
import time


def wait(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


async def handle(numbers: list[float]) -> float:
    pending = map(wait, numbers)  # silent: blocking
    return await asyncio.to_thread(sum, pending)  # silent: blocking
