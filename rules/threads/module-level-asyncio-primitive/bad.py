import asyncio

turn = asyncio.Lock()  # expect: module-level-asyncio-primitive


async def work() -> None:
    async with turn:
        await asyncio.sleep(1)
