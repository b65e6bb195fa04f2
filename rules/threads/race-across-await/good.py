import asyncio


class Pool:
    def __init__(self) -> None:
        self.connection: str | None = None
        self.lock = asyncio.Lock()
        self.used = 0

    async def connect(self) -> str:
        await asyncio.sleep(1)
        return "connection"

    async def get(self) -> str:
        async with self.lock:
            if self.connection is None:
                self.connection = await self.connect()
        size = len(await self.connect())
        self.used += size
        return self.connection
