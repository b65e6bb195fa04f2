"""Functions as values: steps of object."""

import time


class Pipeline:
    def __init__(self) -> None:
        self.steps = [self._load, self._clean]

    def _load(self) -> None:
        time.sleep(1)

    def _clean(self) -> None:
        time.sleep(2)

    async def run(self) -> None:
        for step in self.steps:
            step()  # expect: blocking-sleep
