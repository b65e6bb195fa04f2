import asyncio
import threading


class Counter:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.count = 0

    async def increase(self) -> None:
        # expect: await-holding-thread-lock
        with self.lock:
            await asyncio.sleep(1)
            self.count += 1
