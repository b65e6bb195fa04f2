"""Implicit calls: property on class, where nothing may be said."""

import time


class Slow:
    @property
    def value(self) -> int:
        time.sleep(1)
        return 1

    limit = 10


async def handle(slow: Slow) -> int:
    Slow.value  # silent: blocking
    return slow.limit + Slow.limit  # silent: blocking
