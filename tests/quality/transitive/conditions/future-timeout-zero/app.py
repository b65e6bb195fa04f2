"""Futures of executors, asked for what is there."""
import concurrent.futures

pool = concurrent.futures.ThreadPoolExecutor()


def now(future: concurrent.futures.Future):
    return future.result(timeout=0)


def result(future: concurrent.futures.Future, timeout=None):
    return future.result(timeout)  # primitive: blocking


async def look(future: concurrent.futures.Future):
    return now(future), result(future, 0)  # silent: blocking


async def wait(future: concurrent.futures.Future):
    return result(future)  # expect: blocking-lock
