"""Implicit calls: generator only made, where nothing may be said."""

import time


def slow_numbers():
    while True:
        time.sleep(1)
        yield 1


class Holder:
    def __init__(self) -> None:
        self.numbers = slow_numbers()  # silent: blocking


async def handle() -> Holder:
    return Holder()  # silent: blocking
