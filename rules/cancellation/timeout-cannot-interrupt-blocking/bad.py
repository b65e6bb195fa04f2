import asyncio
import time


def wait_for_answer() -> str:
    time.sleep(0.25)
    return "late"


async def ask() -> str:
    async with asyncio.timeout(0.05):  # expect: timeout-cannot-interrupt-blocking
        return wait_for_answer()  # expect: blocking-sleep
