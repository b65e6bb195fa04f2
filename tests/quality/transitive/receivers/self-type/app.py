"""Self is the class of the receiver, not the class that writes it."""
import time
from typing import Self


class Builder:
    def named(self, name: str) -> Self:
        self.name = name
        return self

    def build(self):
        return self.name


class SlowBuilder(Builder):
    def build(self):
        time.sleep(1)  # primitive: blocking


async def slow():
    SlowBuilder().named("a").build()  # expect: blocking-sleep


async def plain():
    return Builder().named("a").build()  # silent: blocking
