import asyncio
async def tick():
    asyncio.create_task(tick())