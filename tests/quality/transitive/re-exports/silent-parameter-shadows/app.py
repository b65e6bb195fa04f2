"""Re exports: parameter shadows, where nothing may be said."""

import time


def load(name: str) -> str:
    time.sleep(1)
    return name


async def handle(load, name: str) -> str:
    return load(name)  # silent: blocking
