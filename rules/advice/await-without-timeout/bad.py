import asyncio


async def greet(host: str) -> None:
    _, writer = await asyncio.open_connection(host, 79)  # expect: await-without-timeout
    writer.write(b"hello")
    await writer.drain()


def main() -> None:
    asyncio.run(greet("printer"))
