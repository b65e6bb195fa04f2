"""Implicit calls: set name."""

import time


class Column:
    def __set_name__(self, owner: type, name: str) -> None:
        self._register(name)

    def _register(self, name: str) -> None:
        time.sleep(0.5)
        self.name = name


async def define() -> type:
    class Table:
        key = Column()  # expect: blocking-sleep

    return Table
