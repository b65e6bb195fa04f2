"""Re exports: alias of module (drivers.serial)."""

import time


def reset() -> None:
    _hold(1.5)


def _hold(seconds: float) -> None:
    time.sleep(seconds)
