"""The results of gather stand in the order of its arguments."""
import asyncio
import time


class Slow:
    def run(self):
        time.sleep(1)  # primitive: blocking


class Quick:
    def run(self):
        return 1


async def make_slow():
    return Slow()


async def make_quick():
    return Quick()


async def both():
    slow, quick = await asyncio.gather(make_slow(), make_quick())
    slow.run()  # expect: blocking-sleep
    quick.run()  # silent: blocking
