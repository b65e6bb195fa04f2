"""Implicit calls: async stack enters sync."""

from contextlib import AsyncExitStack, contextmanager
import time


@contextmanager
def slow_gate():
    time.sleep(1)
    yield


async def handle() -> None:
    async with AsyncExitStack() as stack:
        stack.enter_context(slow_gate())  # expect: blocking-sleep
