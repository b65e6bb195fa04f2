"""Re exports: deleted step, where nothing may be said."""

import time


def slow() -> None:
    time.sleep(1)


def quick() -> None:
    pass


STEPS = [quick]
SLOW_STEPS = [slow]


async def handle() -> int:
    for step in STEPS:
        step()  # silent: blocking
    return len(SLOW_STEPS)  # silent: blocking
