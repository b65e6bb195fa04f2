"""Steps: each has the loop for itself until it starts tasks."""
import asyncio
import time

import dagster


@dagster.op
def extract() -> str:
    time.sleep(1)  # silent: blocking
    return "data"


@dagster.asset
async def table() -> str:
    time.sleep(1)  # silent: blocking
    return "rows"


@dagster.asset(deps=[table])
async def copies() -> list[str]:
    async def copy(name: str) -> str:
        await asyncio.sleep(1)
        time.sleep(1)  # expect: blocking-sleep
        return name

    return await asyncio.gather(copy("a"), copy("b"))
