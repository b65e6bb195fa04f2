import asyncio
from concurrent.futures import Future

lock = asyncio.Lock()
jobs: asyncio.Queue[str] = asyncio.Queue()


async def count_up(counts: dict[str, int], name: str) -> None:
    async with lock:
        counts[name] += 1


async def work(counts: dict[str, int], saved: Future) -> None:
    name = await jobs.get()
    await count_up(counts, name)
    await asyncio.wrap_future(saved)
