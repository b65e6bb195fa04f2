import asyncio


async def greet(host: str) -> None:
    _, writer = await asyncio.wait_for(asyncio.open_connection(host, 79), timeout=5)
    writer.write(b"hello")
    await writer.drain()


def main() -> None:
    asyncio.run(greet("printer"))
