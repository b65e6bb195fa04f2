"""A device that is read by a thread of its own."""
import asyncio
import threading


async def handle(data: bytes) -> None:
    await asyncio.sleep(0.1)
    print(data)


class Device:
    def __init__(self) -> None:
        self.tasks: set[asyncio.Task] = set()
        self.loop = asyncio.new_event_loop()
        self.stopped = threading.Event()

    def open(self) -> None:
        threading.Thread(target=self.read, name="reader").start()
        threading.Thread(target=self.run_loop, name="loop").start()

    def read(self) -> None:
        task = self.loop.create_task(handle(b"1"))  # expect: loop-api-off-thread
        self.tasks.add(task)
        asyncio.run_coroutine_threadsafe(handle(b"2"), self.loop).result()  # silent: threads
        self.stopped.set()  # silent: threads

    def run_loop(self) -> None:
        self.loop.call_soon(print, "runs")  # silent: threads
        self.loop.run_forever()

    def close(self) -> None:
        threading.Thread(target=lambda: self.cancel_all()).start()

    def cancel_all(self) -> None:
        for task in self.tasks:
            task.cancel()  # expect: loop-api-off-thread
