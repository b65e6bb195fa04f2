import asyncio


async def rows(lock: asyncio.Lock):
    try:
        for row in range(3):
            await asyncio.sleep(0.1)
            yield row
    finally:
        print("closed")


async def find(lock: asyncio.Lock) -> int:
    async for row in rows(lock):  # expect: async-generator-not-closed
        if row == 1:
            break
    return row
