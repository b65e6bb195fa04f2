import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Store:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()

    @asynccontextmanager
    async def names(self) -> AsyncIterator[list[str]]:
        async with self.lock:
            yield ["ada", "grace"]


async def first_name(store: Store) -> str:
    async with store.names() as names:
        first = names[0]
    async with asyncio.timeout(1):
        await store.lock.acquire()
    return first
