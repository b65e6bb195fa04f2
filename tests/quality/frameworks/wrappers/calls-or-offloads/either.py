"""Two helpers that look alike: one calls what it is given, the other one sends it away."""
import asyncio
import time


def timed(function, *args):
    start = time.monotonic()
    result = function(*args)
    print(time.monotonic() - start)
    return result


async def timed_there(function, *args):
    start = time.monotonic()
    result = await asyncio.to_thread(function, *args)
    print(time.monotonic() - start)
    return result


def slow() -> None:
    time.sleep(1)  # primitive: blocking


async def main() -> None:
    timed(slow)  # expect: blocking-sleep
    await timed_there(slow)  # silent: blocking
