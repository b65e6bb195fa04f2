import asyncio


async def poll(queue: asyncio.Queue) -> None:
    try:
        while True:
            print(await queue.get())
    finally:
        print("stopped")


async def fetch(queue: asyncio.Queue) -> str:
    try:
        return await queue.get()
    except Exception as error:
        raise RuntimeError("cannot fetch") from error
