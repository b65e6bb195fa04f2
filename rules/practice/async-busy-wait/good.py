import asyncio


class Printer:
    def __init__(self) -> None:
        self.is_warm = asyncio.Event()

    def on_warm(self) -> None:
        self.is_warm.set()

    async def print(self, page: str) -> None:
        await self.is_warm.wait()
        print(page)


async def main() -> None:
    printer = Printer()
    asyncio.get_running_loop().call_later(10, printer.on_warm)
    await printer.print("1")
