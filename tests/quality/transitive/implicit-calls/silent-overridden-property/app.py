"""Implicit calls: overridden property, where nothing may be said."""

import time


class Slow:
    @property
    def value(self) -> int:
        time.sleep(1)
        return 1


class Quick(Slow):
    value = 3


async def handle() -> int:
    return Quick().value  # silent: blocking
