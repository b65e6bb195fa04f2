"""Re exports: walrus callee."""

import time


def slow_path() -> None:
    time.sleep(2)


def pick():
    return slow_path


async def work() -> None:
    if chosen := pick():
        chosen()  # expect: blocking-sleep
