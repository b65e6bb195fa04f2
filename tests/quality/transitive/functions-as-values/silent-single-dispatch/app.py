"""Functions as values: single dispatch, where nothing may be said."""

import time
from functools import singledispatch


@singledispatch
def work(value) -> None:
    pass


@work.register
def _quick(value: int) -> None:
    print(value)


@work.register(float)
def _slow(value) -> None:
    time.sleep(value)


async def handle() -> None:
    work(3)  # silent: blocking
    work("text")  # silent: blocking
