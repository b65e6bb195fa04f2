# nostall-args: --target-version 3.11
import asyncio


async def first(jobs: asyncio.Queue) -> str:
    return await asyncio.wait_for(jobs.get(), timeout=5)  # expect: wait-for-instead-of-timeout
