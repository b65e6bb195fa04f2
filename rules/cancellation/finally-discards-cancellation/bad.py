import asyncio


async def fetch(queue: asyncio.Queue) -> str:
    found = ""
    try:
        found = await queue.get()
    finally:
        queue.task_done()
        return found  # expect: finally-discards-cancellation "return"


async def poll(queue: asyncio.Queue) -> None:
    while True:
        try:
            print(await queue.get())
        finally:
            if queue.empty():
                break  # expect: finally-discards-cancellation "break"
