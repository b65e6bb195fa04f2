import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def open_store():
    yield {}


async def save(store: dict, key: str, seconds: int) -> None:
    await asyncio.sleep(seconds)
    store[key] = int(key)


async def main() -> None:
    try:
        async with open_store() as store:
            # expect: gather-without-failure-handling
            await asyncio.gather(save(store, "x", 1), save(store, "2", 10))
    except ValueError:
        print("not saved")
