# nostall-args: --min-confidence probable
import asyncio


async def load(cache: dict[str, str], key: str) -> str:
    if key in cache:
        return cache[key]  # expect: checkpoint-missing
    await asyncio.sleep(1)
    return key
