"""Functions as values: decorator offloads executor, where nothing may be said."""

import asyncio
import functools
import time
from concurrent.futures import ThreadPoolExecutor

POOL = ThreadPoolExecutor()


def threaded(pool: ThreadPoolExecutor):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args):
            loop = asyncio.get_running_loop()
            return loop.run_in_executor(pool, functools.partial(function, *args))

        return wrapper

    return decorate


@threaded(POOL)
def wait(seconds: float) -> None:
    time.sleep(seconds)


async def handle() -> None:
    await wait(1)  # silent: blocking
