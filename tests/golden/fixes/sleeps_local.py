import time


def start():
    import asyncio

    async def tick():
        time.sleep(1)

    asyncio.run(tick())


async def late():
    time.sleep(2)
    import asyncio
    await asyncio.sleep(3)


async def early():
    import asyncio
    time.sleep(4)
    await asyncio.sleep(5)
