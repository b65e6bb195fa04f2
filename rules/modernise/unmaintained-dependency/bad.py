import aioredis  # expect: unmaintained-dependency "aioredis"


async def connect() -> None:
    await aioredis.from_url("redis://localhost")
