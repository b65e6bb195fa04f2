import asyncio
import time


def wait_for_answer() -> str:
    time.sleep(0.25)
    return "late"


async def ask() -> str:
    try:
        async with asyncio.timeout(0.05):
            return await asyncio.to_thread(wait_for_answer)
    except TimeoutError:
        return "no answer"
