import asyncio
import contextlib
import threading


@contextlib.asynccontextmanager
async def connected():
    yield "connection"


async def locked(lock: asyncio.Lock) -> None:
    async with lock:
        print("alone")


async def reached() -> None:
    async with connected() as connection:
        print(connection)


async def guarded(lock: threading.Lock) -> None:
    with lock:
        print("alone")
