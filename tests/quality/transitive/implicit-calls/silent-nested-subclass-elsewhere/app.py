"""Implicit calls: nested subclass elsewhere, where nothing may be said."""

import time


class Plugin:
    def __init_subclass__(cls) -> None:
        time.sleep(1)


class Named(Plugin):
    """Defined when the module is imported."""


async def handle() -> Named:
    return Named()  # silent: blocking
