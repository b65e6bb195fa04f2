"""Re exports: conditional callee, where nothing may be said."""

import asyncio
import time


def slow() -> str:
    time.sleep(1)
    return "slow"


def quick() -> str:
    return "quick"


async def handle(is_slow: bool) -> str:
    if is_slow:
        return await asyncio.to_thread(slow)  # silent: blocking
    chosen = quick
    return chosen()  # silent: blocking
