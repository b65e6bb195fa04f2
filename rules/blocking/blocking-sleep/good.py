import asyncio
import time


async def back_off(attempt: int) -> None:
    await asyncio.sleep(2**attempt)


def wait_for_the_device() -> None:
    time.sleep(0.1)


async def poll(attempt: int) -> None:
    await asyncio.sleep(1)
    await back_off(attempt)
    await asyncio.to_thread(wait_for_the_device)
