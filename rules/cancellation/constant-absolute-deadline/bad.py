import asyncio


async def ask() -> str:
    async with asyncio.timeout_at(5):  # expect: constant-absolute-deadline
        await asyncio.sleep(0.1)
        return "an answer"
