import asyncio
from collections.abc import AsyncIterator


class Store:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()

    async def names(self) -> AsyncIterator[str]:
        async with self.lock:
            for name in ("ada", "grace"):
                yield name  # expect: yield-in-async-resource


async def first_name(store: Store) -> str:
    async for name in store.names():
        async with asyncio.timeout(1):
            await store.lock.acquire()
        return name
    return ""
