"""The constant stands in another module."""
import queue

import settings
from settings import NO_WAIT

jobs = queue.Queue()


def poll():
    return jobs.get(timeout=NO_WAIT)


def poll_by_module():
    return jobs.get(timeout=settings.NO_WAIT)


def wait():
    return jobs.get(timeout=settings.WAIT)  # primitive: blocking


async def look():
    return poll(), poll_by_module()  # silent: blocking


async def stay():
    return wait()  # expect: blocking-lock
