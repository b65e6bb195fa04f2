import asyncio


class Clock:
    def __init__(self) -> None:
        self._task = asyncio.create_task(self._tick())  # expect: tasks-not-awaited-on-shutdown

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(1)
            print("tick")

    async def close(self) -> None:
        print("closed")


async def main() -> None:
    clock = Clock()
    await asyncio.sleep(2)
    await clock.close()
