import asyncio


async def load() -> None:
    await asyncio.sleep(1)


async def main() -> None:
    task = asyncio.ensure_future(load())  # expect: ensure-future-for-coroutine
    await task
