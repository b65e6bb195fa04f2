"""Re exports: import in function (slowlib)."""

import time


def calibrate() -> None:
    time.sleep(4)
