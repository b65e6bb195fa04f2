import asyncio


async def send(text: str) -> None:
    print(text)


async def handle(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.gather(send("a"), send("b"))  # expect: missing-await-awaitable "asyncio.gather"
    loop.run_in_executor(None, print, "c")  # expect: missing-await-awaitable
