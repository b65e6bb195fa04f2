"""Re exports: renamed twice (low)."""

import time


def wait_for_slot() -> None:
    time.sleep(0.5)
