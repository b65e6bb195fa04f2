"""Re exports: monkey patched, where nothing may be said (library)."""

import time


def wait() -> None:
    time.sleep(1)
