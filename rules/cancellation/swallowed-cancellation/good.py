import asyncio


async def poll(queue: asyncio.Queue) -> None:
    while True:
        try:
            print(await queue.get())
        except Exception:
            print("failed, going on")


async def fetch(queue: asyncio.Queue) -> None:
    try:
        await queue.join()
    except asyncio.CancelledError:
        print("stopped")
        raise


async def stop(task: asyncio.Task) -> None:
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        pass
