import asyncio


async def ask() -> str:
    loop = asyncio.get_running_loop()
    async with asyncio.timeout_at(loop.time() + 5):
        await asyncio.sleep(0.1)
        return "an answer"
