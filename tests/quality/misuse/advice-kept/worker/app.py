"""A worker that takes jobs from a queue, and a heartbeat beside it."""
import asyncio

import httpx


async def beat(client):
    while True:
        await client.post("https://hub.example/alive")
        await asyncio.sleep(30)


class Worker:
    def __init__(self):
        self.jobs = asyncio.Queue()
        self.client = httpx.AsyncClient()

    async def start(self):
        self.heart = asyncio.create_task(beat(self.client))  # expect: tasks-not-awaited-on-shutdown
        self.runner = asyncio.create_task(self.run())  # silent: advice

    async def run(self):
        while True:
            job = await self.jobs.get()  # expect: queue-consumer-without-task-done
            await self.client.post("https://hub.example/jobs", json=job)

    async def flush(self):
        await self.jobs.join()

    async def close(self):
        self.runner.cancel()
        await self.client.aclose()


async def upload(files):
    try:
        async with httpx.AsyncClient() as client:
            await asyncio.gather(*[client.put(f"/{name}") for name in files[:5]])  # expect: gather-without-failure-handling
    except httpx.HTTPError:
        return False
    return True


async def upload_and_look(files):
    try:
        async with httpx.AsyncClient() as client:
            done = await asyncio.gather(*[client.put(f"/{name}") for name in files[:5]], return_exceptions=True)  # silent: advice
    except httpx.HTTPError:
        return False
    return not any(isinstance(one, Exception) for one in done)


async def upload_or_raise(files):
    async with httpx.AsyncClient() as client:
        await asyncio.gather(*[client.put(f"/{name}") for name in files[:5]])  # silent: advice
