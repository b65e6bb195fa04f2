"""Functions as values: closure only made, where nothing may be said."""

import asyncio
import time


def waiter(seconds: float):
    def wait() -> None:
        time.sleep(seconds)

    return wait


async def handle() -> None:
    wait = waiter(1)  # silent: blocking
    await asyncio.to_thread(wait)  # silent: blocking
