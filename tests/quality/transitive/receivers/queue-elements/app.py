"""Queues and deques say in brackets what they hold."""
import asyncio
import time
from collections import deque


class Command:
    def run(self):
        time.sleep(1)  # primitive: blocking

    async def run_async(self):
        return None


class Worker:
    def __init__(self) -> None:
        self.queue: asyncio.Queue[Command] = asyncio.Queue()
        self.recent: deque[Command] = deque()

    async def work(self) -> None:
        while True:
            command = await self.queue.get()
            command.run()  # expect: blocking-sleep

    async def again(self) -> None:
        self.recent.popleft().run()  # expect: blocking-sleep
        self.queue.get_nowait().run()  # expect: blocking-sleep

    async def work_async(self) -> None:
        command = await self.queue.get()
        await command.run_async()  # silent: blocking
