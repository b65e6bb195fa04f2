"""Implicit calls: contains before iter, where nothing may be said."""

import time


class Names:
    def __contains__(self, name: str) -> bool:
        return name == "a"

    def __iter__(self):
        time.sleep(1)
        yield "a"


async def handle(names: Names) -> bool:
    return "a" in names  # silent: blocking
