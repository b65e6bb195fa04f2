import asyncio

background_tasks = set()


async def work(): ...


async def start():
    asyncio.create_task(work())
