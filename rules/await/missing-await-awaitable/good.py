import asyncio


async def send(text: str) -> None:
    print(text)


async def handle(loop: asyncio.AbstractEventLoop) -> None:
    await asyncio.gather(send("a"), send("b"))
    await loop.run_in_executor(None, print, "c")
