import asyncio
from contextlib import suppress


async def drain(queue: asyncio.Queue) -> None:
    with suppress(asyncio.CancelledError):  # expect: suppressed-cancellation
        await queue.join()
    print("drained")
