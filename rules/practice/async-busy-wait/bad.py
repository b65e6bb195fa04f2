import asyncio


class Printer:
    def __init__(self) -> None:
        self.is_warm = False

    def on_warm(self) -> None:
        self.is_warm = True

    async def print(self, page: str) -> None:
        while not self.is_warm:
            await asyncio.sleep(0.1)  # expect: async-busy-wait "is_warm"
        print(page)


async def main() -> None:
    printer = Printer()
    asyncio.get_running_loop().call_later(10, printer.on_warm)
    await printer.print("1")
