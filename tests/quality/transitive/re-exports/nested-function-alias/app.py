"""Re exports: nested function alias."""

import time


def outer() -> None:
    def pause() -> None:
        time.sleep(1)

    rest = pause
    rest()


async def handle() -> None:
    outer()  # expect: blocking-sleep
