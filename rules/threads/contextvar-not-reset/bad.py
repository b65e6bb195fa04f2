import asyncio
from contextvars import ContextVar

user = ContextVar("user")


async def work(jobs: asyncio.Queue) -> None:
    while True:
        name, job = await jobs.get()
        if name:
            user.set(name)  # expect: contextvar-not-reset
        await job()
