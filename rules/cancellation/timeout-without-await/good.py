import asyncio


def add_up(count: int) -> int:
    return sum(range(count))


async def total(count: int) -> int:
    async with asyncio.timeout(60):
        await asyncio.sleep(0.1)
    return add_up(min(count, 1_000))
