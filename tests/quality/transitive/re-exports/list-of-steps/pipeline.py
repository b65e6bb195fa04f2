"""Re exports: list of steps (pipeline)."""

import time


def extract() -> None:
    _nap(2)


def transform() -> None:
    _nap(1)


def _nap(seconds: int) -> None:
    time.sleep(seconds)


STEPS = [extract, transform]
