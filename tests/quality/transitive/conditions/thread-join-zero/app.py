"""join(0) asks whether a thread is over."""
import threading


def is_over(thread: threading.Thread) -> bool:
    thread.join(0)
    return not thread.is_alive()


class Worker:
    JOIN_TIMEOUT = 0

    def __init__(self) -> None:
        self.thread = threading.Thread(target=print)

    def check(self) -> None:
        self.thread.join(timeout=self.JOIN_TIMEOUT)

    def stop(self, timeout: "float | None" = None) -> None:
        self.thread.join(timeout)  # primitive: blocking


async def look(worker: Worker) -> None:
    is_over(worker.thread)  # silent: blocking
    worker.check()  # silent: blocking
    worker.stop(0)  # silent: blocking


async def stop(worker: Worker) -> None:
    worker.stop()  # expect: blocking-lock
