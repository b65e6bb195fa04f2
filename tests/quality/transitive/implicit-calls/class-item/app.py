"""Implicit calls: class item."""

import time


class Model:
    def __class_getitem__(cls, item: object) -> type:
        time.sleep(0.5)
        return cls


async def make(model: "Model[int]") -> type:
    other: Model[str] = model  # silent: blocking
    print(other)
    return Model[int]  # expect: blocking-sleep
