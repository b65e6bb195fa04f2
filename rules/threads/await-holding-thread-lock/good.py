import asyncio


class Counter:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.count = 0

    async def increase(self) -> None:
        async with self.lock:
            await asyncio.sleep(1)
            self.count += 1
