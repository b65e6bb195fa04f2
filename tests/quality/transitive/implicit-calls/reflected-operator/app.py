"""Implicit calls: reflected operator."""

import time


class Meter:
    def __radd__(self, number: float) -> float:
        return number + self._measure()

    def __rmul__(self, number: float) -> float:
        return number * self._measure()

    def _measure(self) -> float:
        time.sleep(0.3)
        return 1.0


async def double(meter: Meter) -> float:
    return 2 * meter  # expect: blocking-sleep


async def increased(meter: Meter) -> float:
    return 1.5 + meter  # expect: blocking-sleep
