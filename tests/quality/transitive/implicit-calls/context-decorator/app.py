"""Implicit calls: context decorator."""

import time
from contextlib import ContextDecorator, contextmanager


class settled(ContextDecorator):
    def __enter__(self):
        time.sleep(0.5)
        return self

    def __exit__(self, *exc):
        return False


@contextmanager
def measured():
    time.sleep(0.1)
    yield


@settled()
def first() -> int:
    return 1


@measured()
def second() -> int:
    return 2


async def handle() -> int:
    return first() + second()  # expect: blocking-sleep, blocking-sleep
