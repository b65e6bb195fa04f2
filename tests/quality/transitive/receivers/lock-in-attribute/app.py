"""A lock that a base class keeps, beside one of asyncio."""
import asyncio
import threading
import time


class Guarded:
    def __init__(self):
        self.mutex = threading.Lock()
        self.gate = asyncio.Lock()

    def enter(self):
        self.mutex.acquire()  # primitive: blocking

    def leave(self):
        self.mutex.release()

    def refresh(self):
        with self.mutex:
            time.sleep(1)


class Store(Guarded):
    async def put(self):
        self.enter()  # expect: blocking-lock
        self.leave()  # silent: blocking

    async def put_async(self):
        async with self.gate:  # silent: blocking
            return None
