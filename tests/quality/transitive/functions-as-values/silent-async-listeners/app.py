"""Functions as values: async listeners, where nothing may be said."""

import asyncio

LISTENERS = []


def listen(function):
    LISTENERS.append(function)
    return function


@listen
async def first() -> None:
    await asyncio.sleep(1)


async def handle() -> None:
    for listener in LISTENERS:
        await listener()  # silent: blocking
