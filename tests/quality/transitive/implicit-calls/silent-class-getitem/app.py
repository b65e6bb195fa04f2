"""Implicit calls: class getitem, where nothing may be said."""

import time


class Box:
    def __getitem__(self, key: str) -> str:
        time.sleep(1)
        return key

    def __class_getitem__(cls, item: type) -> type:
        return cls


async def handle() -> type:
    return Box[int]  # silent: blocking
