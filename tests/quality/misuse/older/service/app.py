"""A service that was written for Python 3.6 and moved on since."""
import asyncio
import sys


class Service:
    def __init__(self, loop):
        self.jobs = asyncio.Queue(loop=loop)  # expect: deprecated-asyncio-api
        self.lock = asyncio.Lock(loop=loop)  # expect: deprecated-asyncio-api
        self.done = loop.create_future()  # silent: modernise

    @asyncio.coroutine  # expect: deprecated-asyncio-api
    def legacy(self):
        yield from self.jobs.get()

    async def next_job(self):
        try:
            return await asyncio.wait_for(self.jobs.get(), 5)
        except asyncio.TimeoutError:  # expect: deprecated-asyncio-api
            return None
        except asyncio.QueueFull:
            return None

    async def step(self):
        loop = asyncio.get_event_loop()  # silent: modernise
        loop.call_soon(print, "step")
        task = asyncio.ensure_future(self.next_job(), loop=loop)  # silent: modernise
        return await task


def main():
    if sys.platform == "win32":
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())  # silent: modernise
    loop = asyncio.get_event_loop()  # expect: deprecated-asyncio-api
    loop.run_until_complete(Service(loop).step())


def is_async(function):
    return asyncio.iscoroutinefunction(function)  # expect: deprecated-asyncio-api


class Policy(asyncio.DefaultEventLoopPolicy):  # expect: deprecated-asyncio-api
    pass


def children():
    return asyncio.get_child_watcher()  # expect: deprecated-asyncio-api
