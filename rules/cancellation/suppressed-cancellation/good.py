import asyncio
from contextlib import suppress


async def drain(queue: asyncio.Queue, worker: asyncio.Task) -> None:
    with suppress(ValueError):
        await queue.join()
    worker.cancel()
    with suppress(asyncio.CancelledError):
        await worker
    print("drained")
