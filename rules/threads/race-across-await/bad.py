import asyncio


class Pool:
    def __init__(self) -> None:
        self.connection: str | None = None
        self.used = 0

    async def connect(self) -> str:
        await asyncio.sleep(1)
        return "connection"

    async def get(self) -> str:
        if self.connection is None:
            self.connection = await self.connect()  # expect: race-across-await
        self.used += len(await self.connect())  # expect: race-across-await
        return self.connection
