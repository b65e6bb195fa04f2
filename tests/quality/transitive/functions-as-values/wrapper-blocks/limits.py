"""Functions as values: wrapper blocks (limits)."""

import functools
import time


def throttled(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        _hold()
        return function(*args, **kwargs)

    return wrapper


def _hold() -> None:
    time.sleep(0.2)
