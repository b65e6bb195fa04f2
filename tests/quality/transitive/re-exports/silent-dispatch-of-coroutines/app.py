"""Re exports: dispatch of coroutines, where nothing may be said."""

import asyncio
import time


async def short() -> None:
    await asyncio.sleep(1)


async def long() -> None:
    await asyncio.sleep(10)


def blocking() -> None:
    time.sleep(1)


KINDS = {"short": short, "long": long}
OFF_LOOP = {"blocking": blocking}


async def handle(kind: str) -> None:
    await KINDS[kind]()  # silent: blocking
    await asyncio.to_thread(OFF_LOOP[kind])  # silent: blocking
