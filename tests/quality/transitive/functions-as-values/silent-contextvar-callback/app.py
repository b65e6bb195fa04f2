"""Functions as values: contextvar callback, where nothing may be said."""

import time
from contextvars import ContextVar

hook = ContextVar("hook", default=None)


def slow() -> None:
    time.sleep(1)


async def handle() -> None:
    hook.set(slow)  # silent: blocking
    print(hook)  # silent: blocking
