"""Re exports: fallback import (_compiled)."""

import time

import _clockwork


def steady() -> None:
    _clockwork.align()
    time.sleep(0.001)
