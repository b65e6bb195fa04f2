"""Locks, of threads and of tasks."""
import asyncio
import threading


class Store:
    def __init__(self) -> None:
        self.guard = threading.Lock()
        self.again = threading.RLock()
        self.turn = asyncio.Lock()
        self.values: dict[str, int] = {}

    async def save(self, key: str, value: int) -> None:
        # expect: await-holding-thread-lock
        with self.guard:
            await asyncio.sleep(0.1)
            self.values[key] = value

    async def save_twice(self, key: str, value: int) -> None:
        # expect: await-holding-thread-lock
        with self.again:
            for _ in range(2):
                await asyncio.sleep(0.1)
                self.values[key] = value

    async def save_in_a_branch(self, key: str, value: int) -> None:
        # expect: await-holding-thread-lock
        with self.guard:
            if key not in self.values:
                async with self.turn:
                    self.values[key] = value
                await asyncio.sleep(0)

    async def save_well(self, key: str, value: int) -> None:
        async with self.turn:  # silent: threads
            await asyncio.sleep(0.1)
            self.values[key] = value

    async def save_after(self, key: str) -> None:
        await asyncio.sleep(0.1)
        with self.guard:  # silent: threads
            self.values[key] = 1

    async def start_later(self, key: str) -> None:
        with self.guard:  # silent: threads

            async def later() -> None:
                await asyncio.sleep(1)

            self.later = later

    def count(self) -> int:
        with self.guard:  # silent: threads
            return len(self.values)
