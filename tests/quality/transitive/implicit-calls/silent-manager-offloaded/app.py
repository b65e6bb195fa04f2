"""Implicit calls: manager offloaded, where nothing may be said."""

import asyncio
import time
from contextlib import contextmanager


@contextmanager
def slow_gate():
    time.sleep(1)
    yield


def behind_gate() -> int:
    with slow_gate():
        return 1


async def handle() -> int:
    gate = slow_gate()  # silent: blocking
    print(gate)
    return await asyncio.to_thread(behind_gate)  # silent: blocking
