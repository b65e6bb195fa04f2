import asyncio as aio
import time


async def tick():
    time.sleep(1)


async def aliased(aio=None):
    time.sleep(aio)
