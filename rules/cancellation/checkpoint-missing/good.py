import asyncio


async def load(cache: dict[str, str], key: str) -> str:
    if key in cache:
        await asyncio.sleep(0)
        return cache[key]
    await asyncio.sleep(1)
    return key
