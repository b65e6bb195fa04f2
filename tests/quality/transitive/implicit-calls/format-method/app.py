"""Implicit calls: format method."""

import time


class Reading:
    def __format__(self, spec: str) -> str:
        return f"{self._measure():{spec}}"

    def _measure(self) -> float:
        time.sleep(0.1)
        return 1.0


async def line(reading: Reading) -> str:
    return f"{reading:.2f}"  # expect: blocking-sleep


async def other(reading: Reading) -> str:
    return "{:.2f}".format(reading)  # expect: blocking-sleep
