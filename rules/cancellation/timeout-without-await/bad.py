import asyncio


def add_up(count: int) -> int:
    return sum(range(count))


async def total(count: int) -> int:
    async with asyncio.timeout(0.05):  # expect: timeout-without-await
        return add_up(count)
