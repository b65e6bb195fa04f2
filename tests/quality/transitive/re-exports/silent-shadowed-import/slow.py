"""Re exports: shadowed import, where nothing may be said (slow)."""

import time


def refresh() -> None:
    time.sleep(1)
