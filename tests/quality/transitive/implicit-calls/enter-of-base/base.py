"""Implicit calls: enter of base (base)."""

import time


class Guard:
    def __enter__(self):
        self._settle()
        return self

    def __exit__(self, *exc):
        return False

    def _settle(self):
        time.sleep(0.2)


class NamedGuard(Guard):
    def __init__(self, name):
        self.name = name
