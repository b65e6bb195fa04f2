# nostall-args: --target-version 3.11
import asyncio


async def first(jobs: asyncio.Queue) -> str:
    async with asyncio.timeout(5):
        return await jobs.get()
