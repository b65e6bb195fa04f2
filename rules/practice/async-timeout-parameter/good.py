import asyncio


class Door:
    def __init__(self) -> None:
        self.is_open = asyncio.Event()

    async def wait(self) -> None:
        await self.is_open.wait()


async def enter(door: Door) -> None:
    async with asyncio.timeout(5):
        await door.wait()
