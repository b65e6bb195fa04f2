"""A poller of devices: every way of waiting on the clock."""

import asyncio
import time
import time as clock
from time import sleep
from time import sleep as nap


class Poller:
    def __init__(self, interval: float) -> None:
        self.interval = interval
        self.failures = 0

    async def run(self) -> None:
        while self.failures < 5:
            if not await self.probe():
                self.failures += 1
                time.sleep(self.interval * 2**self.failures)  # expect: blocking-sleep
            await asyncio.sleep(self.interval)  # silent: blocking-sleep

    async def probe(self) -> bool:
        clock.sleep(0.25)  # expect: blocking-sleep
        return self.failures == 0


async def settle(attempts: int) -> None:
    for attempt in range(attempts):
        nap(0.1 * attempt)  # expect: blocking-sleep
        await asyncio.sleep(0)
    sleep(seconds_left())  # expect: blocking-sleep
    sleep(0)  # silent: blocking-sleep


def seconds_left() -> float:
    return 1.5


async def offloaded() -> None:
    await asyncio.to_thread(time.sleep, 2)  # silent: blocking-sleep
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, sleep, 2)  # silent: blocking-sleep


def in_a_thread() -> None:
    time.sleep(3)  # silent: blocking-sleep


async def later() -> None:
    loop = asyncio.get_running_loop()
    loop.call_later(1, lambda: clock.sleep(0.5))  # expect: blocking-sleep
    pause = time.sleep
    pause(0.2)  # expect: blocking-sleep
