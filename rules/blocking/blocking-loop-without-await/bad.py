import asyncio
import threading


async def wait_for(ready: threading.Event) -> None:
    while not ready.is_set(): pass  # expect: blocking-loop-without-await
