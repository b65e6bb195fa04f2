import asyncio


def load(key: str) -> dict:
    return {"key": key}


async def rows():
    yield 1


async def fetch() -> None:
    print(load("a"))


async def count() -> None:
    print([row async for row in rows()])


async def pause() -> None:
    await asyncio.sleep(0)


async def guard(lock: asyncio.Lock) -> None:
    async with lock:
        print("alone")
