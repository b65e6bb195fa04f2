"""Implicit calls: init of other class, where nothing may be said."""

import time


class Slow:
    def __init__(self) -> None:
        time.sleep(1)


class Lookalike:
    def __init__(self) -> None:
        self.kind: type[Slow] = Slow  # silent: blocking


async def handle() -> Lookalike:
    return Lookalike()  # silent: blocking
