"""Implicit calls: await method."""

import time


class Ready:
    def __await__(self):
        self._wait()
        yield

    def _wait(self) -> None:
        time.sleep(0.5)


async def handle() -> None:
    await Ready()  # expect: blocking-sleep
