import asyncio


async def connect() -> None:
    await asyncio.sleep(8)


async def send(text: str) -> None:
    limit = asyncio.timeout(10)  # expect: delayed-relative-timeout
    await connect()
    async with limit:
        await asyncio.sleep(5)
        print(text)
