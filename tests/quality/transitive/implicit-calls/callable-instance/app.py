"""Implicit calls: callable instance."""

import time


class Backoff:
    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __call__(self) -> None:
        self._rest()

    def _rest(self) -> None:
        time.sleep(self.seconds)


backoff = Backoff(0.5)


async def retry() -> None:
    backoff()  # expect: blocking-sleep
