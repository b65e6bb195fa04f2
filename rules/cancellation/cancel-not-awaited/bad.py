import asyncio


async def tick() -> None:
    while True:
        await asyncio.sleep(1)


async def work() -> None:
    ticking = asyncio.create_task(tick())
    await asyncio.sleep(3)
    ticking.cancel()  # expect: cancel-not-awaited
