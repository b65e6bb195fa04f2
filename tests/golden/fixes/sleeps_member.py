import time
from asyncio import sleep, run


async def tick():
    time.sleep(1)


async def shadowed(sleep):
    time.sleep(2)


run(tick())
