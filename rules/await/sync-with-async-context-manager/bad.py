import asyncio
import contextlib
import threading


@contextlib.asynccontextmanager
async def connected():
    yield "connection"


async def locked(lock: asyncio.Lock) -> None:
    with lock:  # expect: sync-with-async-context-manager
        print("alone")


async def reached() -> None:
    with connected() as connection:  # expect: sync-with-async-context-manager "connected"
        print(connection)


async def guarded(lock: threading.Lock) -> None:
    async with lock:  # expect: sync-with-async-context-manager
        print("alone")
