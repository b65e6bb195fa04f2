import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def open_store():
    yield {}


async def save(store: dict, key: str, seconds: int) -> None:
    await asyncio.sleep(seconds)
    store[key] = int(key)


async def main() -> None:
    async with open_store() as store:
        done = await asyncio.gather(save(store, "x", 1), save(store, "2", 10), return_exceptions=True)
    if any(done):
        print("not saved")
