"""Re exports: lazy other name, where nothing may be said (lazy.slow)."""

import time


def slow() -> None:
    time.sleep(1)


def quick() -> None:
    time.sleep(1)
