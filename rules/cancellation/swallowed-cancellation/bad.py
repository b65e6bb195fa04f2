import asyncio


async def poll(queue: asyncio.Queue) -> None:
    while True:
        try:
            print(await queue.get())
        except:  # expect: swallowed-cancellation "everything"
            print("failed, going on")


async def fetch(queue: asyncio.Queue) -> None:
    try:
        await queue.join()
    except (ValueError, asyncio.CancelledError):  # expect: swallowed-cancellation
        print("stopped")
