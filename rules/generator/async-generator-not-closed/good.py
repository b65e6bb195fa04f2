import asyncio
from contextlib import aclosing


async def rows(lock: asyncio.Lock):
    try:
        for row in range(3):
            await asyncio.sleep(0.1)
            yield row
    finally:
        print("closed")


async def find(lock: asyncio.Lock) -> int:
    async with aclosing(rows(lock)) as found:
        async for row in found:
            if row == 1:
                break
    return row
