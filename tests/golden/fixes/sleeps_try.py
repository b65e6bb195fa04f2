"""Doc."""

try:
    import asyncio
except ImportError:
    asyncio = None
import time


async def tick():
    time.sleep(1)
