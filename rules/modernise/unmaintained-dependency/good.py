import redis.asyncio


async def connect() -> None:
    await redis.asyncio.from_url("redis://localhost").ping()
