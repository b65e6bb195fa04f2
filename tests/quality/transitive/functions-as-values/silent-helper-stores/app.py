"""Functions as values: helper stores, where nothing may be said."""

import time

PENDING = []


def later(function) -> None:
    PENDING.append(function)


def wait() -> None:
    time.sleep(1)


async def handle() -> int:
    later(wait)  # silent: blocking
    return len(PENDING)  # silent: blocking
