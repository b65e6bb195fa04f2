"""Implicit calls: format not str, where nothing may be said."""

import time


class Money:
    def __format__(self, spec: str) -> str:
        return "1.00"

    def __str__(self) -> str:
        time.sleep(1)
        return "1"


async def handle(money: Money) -> str:
    return f"{money:>8}"  # silent: blocking
