"""Conditions with a time of zero, by class constant of a base."""
import threading


class Timing:
    NOW = 0


class Signals(Timing):
    def __init__(self):
        self.changed = threading.Condition()

    def look(self):
        return self.changed.wait(timeout=self.NOW)

    def wait(self, timeout=None):
        return self.changed.wait(timeout)  # primitive: blocking


async def glance(signals: Signals):
    signals.look()  # silent: blocking
    signals.wait(Timing.NOW)  # silent: blocking


async def stay(signals: Signals):
    signals.wait()  # expect: blocking-lock
