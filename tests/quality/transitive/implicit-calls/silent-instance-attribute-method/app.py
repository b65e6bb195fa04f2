"""Implicit calls: instance attribute method, where nothing may be said."""

import time


class Box:
    def __init__(self) -> None:
        self.__enter__ = self.wait

    def wait(self) -> None:
        time.sleep(1)

    def __len__(self) -> int:
        return 3


async def handle() -> int:
    box = Box()  # silent: blocking
    return len(box)  # silent: blocking
