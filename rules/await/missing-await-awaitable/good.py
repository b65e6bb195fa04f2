import asyncio
import time


async def send(text: str) -> None:
    await asyncio.sleep(0.1)
    print(text)


def store(text: str) -> None:
    time.sleep(0.1)
    print(text)


async def handle(loop: asyncio.AbstractEventLoop) -> None:
    await asyncio.gather(send("a"), send("b"))
    await loop.run_in_executor(None, store, "c")
