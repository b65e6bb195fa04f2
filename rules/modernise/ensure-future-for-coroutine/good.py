import asyncio


async def load() -> None:
    await asyncio.sleep(1)


async def main() -> None:
    task = asyncio.create_task(load())
    await task
