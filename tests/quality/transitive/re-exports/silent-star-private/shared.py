"""Re exports: star private, where nothing may be said (shared)."""

import time


def _wait() -> None:
    time.sleep(1)


def ready() -> bool:
    return True
