"""Loops that wait."""
import asyncio
import threading
import time


class Job:
    def __init__(self) -> None:
        self.is_ready = False
        self.finished = threading.Event()
        self.items: asyncio.Queue[int] = asyncio.Queue()

    async def spin(self) -> None:
        while not self.is_ready:  # expect: blocking-loop-without-await
            pass

    async def spin_slowly(self) -> None:
        while not self.is_ready:  # expect: blocking-loop-without-await
            time.sleep(0.1)  # expect: blocking-sleep

    async def spin_on_a_task(self, task: asyncio.Task) -> None:
        while not task.done():  # expect: blocking-loop-without-await
            continue

    async def spin_on_an_event(self) -> None:
        while not self.finished.is_set():  # expect: blocking-loop-without-await
            print("not yet")

    async def serve(self) -> None:
        while True:  # expect: blocking-loop-without-await
            self.step()

    def step(self) -> None:
        self.is_ready = True

    async def wait(self) -> None:
        while not self.is_ready:  # silent: blocking
            await asyncio.sleep(0.1)  # expect: async-busy-wait

    async def drain(self) -> None:
        while not self.items.empty():  # silent: blocking
            self.items.get_nowait()

    async def drain_until_empty(self) -> None:
        try:
            while True:  # silent: blocking
                self.items.get_nowait()
        except asyncio.QueueEmpty:
            pass

    async def parse(self, text: str) -> list[str]:
        found = []
        while True:  # silent: blocking
            head, separator, text = text.partition(",")
            found.append(head)
            if not separator:
                return found

    async def work_off(self) -> None:
        while not self.is_ready:  # silent: blocking
            self.step()

    async def count_down(self, left: int) -> None:
        while left > 0:  # silent: blocking
            left -= 1
