import asyncio


def load(key: str) -> dict:
    return {"key": key}


async def rows():
    yield 1


async def fetch() -> None:
    print(await load("a"))  # expect: await-non-awaitable "`load` is not async"


async def count() -> None:
    print(await rows())  # expect: await-non-awaitable


async def pause() -> None:
    await asyncio.sleep  # expect: await-non-awaitable


async def guard(lock: asyncio.Lock) -> None:
    await lock  # expect: await-non-awaitable
