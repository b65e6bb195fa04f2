"""Re exports: import module literal (heavy)."""

import time


def warm_up() -> None:
    time.sleep(10)
