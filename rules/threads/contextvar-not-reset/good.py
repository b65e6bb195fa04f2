import asyncio
from contextvars import ContextVar

user = ContextVar("user")


async def work(jobs: asyncio.Queue) -> None:
    while True:
        name, job = await jobs.get()
        token = user.set(name)
        try:
            await job()
        finally:
            user.reset(token)
