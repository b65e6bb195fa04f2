"""The base blocks, the subclass does not: a receiver of the subclass is quiet."""
import time


class Limiter:
    def acquire(self):
        time.sleep(1)  # primitive: blocking


class Unlimited(Limiter):
    def acquire(self):
        return None


async def limited(limiter: Limiter):
    limiter.acquire()  # expect: blocking-sleep


async def unlimited():
    limiter = Unlimited()
    limiter.acquire()  # silent: blocking
