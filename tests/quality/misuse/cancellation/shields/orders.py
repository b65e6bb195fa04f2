"""What must not be cut short."""
import asyncio


class Orders:
    def __init__(self) -> None:
        self.saving: dict[str, asyncio.Task] = {}
        self.closing: asyncio.Task | None = None

    async def write(self, order: str) -> None:
        await asyncio.sleep(1)
        print(order)

    async def place(self, order: str) -> None:
        await asyncio.shield(self.write(order))  # expect: unguarded-shield

    async def place_in_time(self, order: str) -> None:
        await asyncio.wait_for(asyncio.shield(self.write(order)), 2)  # expect: unguarded-shield

    async def place_soon(self, order: str) -> None:
        await asyncio.shield(asyncio.ensure_future(self.write(order)))  # expect: unguarded-shield

    async def place_well(self, order: str) -> None:
        task = asyncio.create_task(self.write(order))
        self.saving[order] = task
        task.add_done_callback(lambda _: self.saving.pop(order, None))
        await asyncio.shield(task)  # silent: cancellation

    async def wait_for(self, order: str) -> None:
        await asyncio.shield(self.saving[order])  # silent: cancellation

    async def close(self) -> None:
        if self.closing is None:
            self.closing = asyncio.create_task(self.write("end"))
        await asyncio.shield(self.closing)  # silent: cancellation
