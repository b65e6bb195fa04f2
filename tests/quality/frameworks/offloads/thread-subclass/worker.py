"""`run` of a thread runs in that thread, unless somebody calls it."""
import queue
import threading
import time


class Worker(threading.Thread):
    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.jobs: queue.Queue[str] = queue.Queue()

    def run(self) -> None:
        while True:
            job = self.jobs.get()  # silent: blocking
            time.sleep(len(job))  # silent: blocking


async def right(worker: Worker) -> None:
    worker.start()


async def wrong(worker: Worker) -> None:
    worker.run()  # expect: blocking-sleep
