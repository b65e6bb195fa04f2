import asyncio
from collections.abc import AsyncIterator


async def pages(count: int) -> AsyncIterator[int]:
    async with asyncio.timeout(5):
        for page in range(count):
            await asyncio.sleep(1)
            yield page  # expect: yield-in-cancel-scope


async def print_pages() -> None:
    async for page in pages(3):
        await asyncio.sleep(10)
        print(page)
