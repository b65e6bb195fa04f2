"""Functions as values: class decorator offloads, where nothing may be said."""

import asyncio
import time


class background:
    def __init__(self, function) -> None:
        self.function = function

    async def __call__(self, *args):
        return await asyncio.to_thread(self.function, *args)


@background
def wait(seconds: float) -> None:
    time.sleep(seconds)


async def handle() -> None:
    await wait(1)  # silent: blocking
