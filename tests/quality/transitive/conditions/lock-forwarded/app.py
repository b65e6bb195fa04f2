"""A wrapper around a lock hands its arguments on."""
import threading
import time


class Guard:
    def __init__(self) -> None:
        self.lock = threading.Lock()

    def acquire(self, blocking: bool = True) -> bool:
        return self.lock.acquire(blocking)  # primitive: blocking

    def work(self) -> None:
        with self.lock:
            time.sleep(3)


guard = Guard()


async def quick() -> bool:
    return guard.acquire(blocking=False)  # silent: blocking


async def slow() -> bool:
    return guard.acquire()  # expect: blocking-lock
