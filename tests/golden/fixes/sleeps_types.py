from typing import TYPE_CHECKING
import time

if TYPE_CHECKING:
    import asyncio


async def tick():
    time.sleep(1)
