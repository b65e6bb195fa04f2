import asyncio


async def fetch(key: str) -> str:
    await asyncio.sleep(1)
    return key


async def fetch_all(keys: list[str]) -> list[str]:
    return await asyncio.gather(*(fetch(key) for key in keys))
