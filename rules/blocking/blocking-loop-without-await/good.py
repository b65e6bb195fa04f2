import asyncio
import threading


async def wait_for(ready: threading.Event) -> None:
    while not ready.is_set():
        await asyncio.sleep(0.05)
