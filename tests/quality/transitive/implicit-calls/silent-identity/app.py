"""Implicit calls: identity, where nothing may be said."""

import time


class Slow:
    def __eq__(self, other: object) -> bool:
        time.sleep(1)
        return True

    def __bool__(self) -> bool:
        time.sleep(1)
        return True


async def handle(slow: Slow, other: Slow | None) -> bool:
    if other is None:  # silent: blocking
        return False
    return slow is other  # silent: blocking
