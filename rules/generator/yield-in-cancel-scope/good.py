import asyncio
from collections.abc import AsyncIterator


async def pages(count: int) -> AsyncIterator[int]:
    for page in range(count):
        async with asyncio.timeout(5):
            await asyncio.sleep(1)
        yield page


async def print_pages() -> None:
    async for page in pages(3):
        await asyncio.sleep(10)
        print(page)
