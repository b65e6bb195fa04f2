"""Implicit calls: bool before len, where nothing may be said."""

import time


class Window:
    def __bool__(self) -> bool:
        return True

    def __len__(self) -> int:
        time.sleep(1)
        return 1


async def handle(window: Window) -> bool:
    if window:  # silent: blocking
        return True
    return not window  # silent: blocking
