import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def ticks():
    queue: asyncio.Queue[str] = asyncio.Queue()
    async with asyncio.TaskGroup() as group:
        ticking = group.create_task(tick(queue))
        yield queue
        ticking.cancel()


async def tick(queue: asyncio.Queue[str]) -> None:
    while True:
        await asyncio.sleep(1)
        await queue.put("tick")
