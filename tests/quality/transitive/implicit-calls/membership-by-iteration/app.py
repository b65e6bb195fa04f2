"""Implicit calls: membership by iteration."""

import time


class Slots:
    def __iter__(self):
        for number in range(3):
            self._settle()
            yield number

    def _settle(self) -> None:
        time.sleep(0.1)


async def has(number: int) -> bool:
    return number in Slots()  # expect: blocking-sleep
