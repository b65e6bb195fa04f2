"""Functions as values: helper offloads, where nothing may be said."""

import time

from pools import offload


def wait(seconds: float) -> None:
    time.sleep(seconds)


async def handle() -> None:
    await offload(wait, 1)  # silent: blocking
