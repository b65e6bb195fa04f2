"""Implicit calls: async iterator helper."""

import time


class Ticker:
    def __aiter__(self):
        return self

    async def __anext__(self) -> int:
        self._hold()  # expect: blocking-sleep
        return 1

    def _hold(self) -> None:
        time.sleep(1)


async def handle() -> None:
    async for tick in Ticker():
        print(tick)
