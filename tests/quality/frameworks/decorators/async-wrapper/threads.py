"""A decorator of the project that makes a coroutine function of a sync one."""
import asyncio
import functools
import time


def in_thread(function):
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        return await asyncio.to_thread(function, *args, **kwargs)

    return wrapper


def in_pool(pool=None):
    def decorator(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            work = functools.partial(function, *args, **kwargs)
            return asyncio.get_running_loop().run_in_executor(pool, work)

        return wrapper

    return decorator


@in_thread
def simple() -> None:
    time.sleep(1)  # silent: blocking


@in_pool()
def with_arguments() -> None:
    time.sleep(1)  # silent: blocking


async def main() -> None:
    await simple()
    await with_arguments()
