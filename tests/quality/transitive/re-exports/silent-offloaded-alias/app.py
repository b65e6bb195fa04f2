"""Re exports: offloaded alias, where nothing may be said."""

import asyncio
import functools
import time


def _sleepy(seconds: float) -> None:
    time.sleep(seconds)


doze = _sleepy
nap = functools.partial(doze, 2)
TABLE = {"doze": doze}


async def handle() -> None:
    await asyncio.to_thread(nap)  # silent: blocking
    await asyncio.to_thread(TABLE["doze"], 1)  # silent: blocking
    await asyncio.get_running_loop().run_in_executor(None, getattr(functools, "partial")(doze, 1))  # silent: blocking
