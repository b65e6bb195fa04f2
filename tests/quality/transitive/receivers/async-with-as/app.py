"""What `async with` binds."""
import time
from contextlib import asynccontextmanager


class Session:
    def commit(self):
        time.sleep(0.1)  # primitive: blocking

    async def flush(self):
        return None


class Pool:
    async def __aenter__(self) -> "Session":
        return Session()

    async def __aexit__(self, *error):
        return None


@asynccontextmanager
async def session():
    yield Session()


async def save():
    async with Pool() as current:
        current.commit()  # expect: blocking-sleep
    async with session() as current:
        current.commit()  # expect: blocking-sleep


async def flush():
    async with session() as current:
        await current.flush()  # silent: blocking
