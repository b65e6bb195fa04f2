"""Functions as values: single dispatch by type."""

import time
from functools import singledispatch


@singledispatch
def settle(value) -> None:
    pass


@settle.register
def _settle_float(value: float) -> None:
    time.sleep(value)


async def handle() -> None:
    settle("now")  # silent: blocking
    settle(1.5)  # expect: blocking-sleep
