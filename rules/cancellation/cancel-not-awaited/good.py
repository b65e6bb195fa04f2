import asyncio
from contextlib import suppress


async def tick() -> None:
    while True:
        await asyncio.sleep(1)


async def work() -> None:
    ticking = asyncio.create_task(tick())
    await asyncio.sleep(3)
    ticking.cancel()
    with suppress(asyncio.CancelledError):
        await ticking
