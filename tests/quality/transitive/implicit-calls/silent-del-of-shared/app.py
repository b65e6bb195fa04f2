"""Implicit calls: del of shared, where nothing may be said."""

import time


class Handle:
    def __del__(self) -> None:
        time.sleep(1)


handles: dict[str, Handle] = {}


async def handle(name: str) -> None:
    one = handles[name]  # silent: blocking
    del one  # silent: blocking
    keep = Handle()
    handles["new"] = keep
    del keep  # silent: blocking
