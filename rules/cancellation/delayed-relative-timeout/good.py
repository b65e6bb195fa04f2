import asyncio


async def connect() -> None:
    await asyncio.sleep(8)


async def send(text: str) -> None:
    await connect()
    async with asyncio.timeout(10):
        await asyncio.sleep(5)
        print(text)
