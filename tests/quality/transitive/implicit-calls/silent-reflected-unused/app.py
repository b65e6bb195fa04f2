"""Implicit calls: reflected unused, where nothing may be said."""

import time


class Left:
    def __add__(self, other: "Right") -> int:
        return 1


class Right:
    def __radd__(self, other: Left) -> int:
        time.sleep(1)
        return 2


async def handle(left: Left, right: Right) -> int:
    return left + right  # silent: blocking
