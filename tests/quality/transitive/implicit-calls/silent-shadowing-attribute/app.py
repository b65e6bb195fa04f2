"""Implicit calls: shadowing attribute, where nothing may be said."""

import time


class Lazy:
    def __getattr__(self, name: str) -> str:
        time.sleep(1)
        return name

    def __init__(self) -> None:
        self.color = "red"

    kind = "lazy"


async def handle(lazy: Lazy) -> str:
    return lazy.color + lazy.kind  # silent: blocking
