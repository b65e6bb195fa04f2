"""Re exports: rebound, where nothing may be said."""

import time


def load() -> str:
    time.sleep(1)
    return ""


def cached() -> str:
    return "cached"


load = cached


async def handle() -> str:
    return load()  # silent: blocking
