import asyncio


async def ticks():  # expect: bare-async-generator
    while True:
        await asyncio.sleep(1)
        yield "tick"
