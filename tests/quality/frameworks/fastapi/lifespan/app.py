"""Before it serves, an application may wait; the task that it starts there may not."""
import asyncio
import time
from contextlib import asynccontextmanager

from fastapi import FastAPI


async def refresh() -> None:
    while True:
        time.sleep(1)  # expect: blocking-sleep
        await asyncio.sleep(60)


@asynccontextmanager
async def lifespan(app: FastAPI):
    time.sleep(2)  # silent: blocking
    task = asyncio.create_task(refresh())
    yield
    task.cancel()


app = FastAPI(lifespan=lifespan)
