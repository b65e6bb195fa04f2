import asyncio
from functools import cache


async def load(key: str) -> str:
    return key * 2


@cache
def fetch(key: str) -> asyncio.Task:
    return asyncio.ensure_future(load(key))


async def both() -> None:
    print(await fetch("a"))
    print(await fetch("a"))
