import asyncio


async def fetch(key: str) -> str:
    await asyncio.sleep(1)
    return key


async def fetch_all(keys: list[str]) -> list[str]:
    found = []
    for key in keys:
        found.append(await fetch(key))  # expect: sequential-await-in-loop
    return found
