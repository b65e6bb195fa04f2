"""Retrying and waiting through helpers of libraries, and the asynchronous way of each."""

import asyncio
import signal
import threading
import time

import anyio
import gevent
import tenacity
import trio
from tenacity import AsyncRetrying, Retrying, stop_after_attempt, wait_fixed

BACKOFF = (0.1, 0.5, 2.0)


async def with_backoff(job) -> None:
    for pause in BACKOFF:
        try:
            await job()
            return
        except OSError:
            time.sleep(pause)  # expect: blocking-sleep
            await asyncio.sleep(pause)  # silent: blocking-sleep
    else:
        (time.sleep)(BACKOFF[-1])  # expect: blocking-sleep


async def greenlets() -> None:
    gevent.sleep(1)  # expect: blocking-sleep
    tenacity.nap.sleep(0.5)  # expect: blocking-sleep


async def waits_for_signal() -> None:
    signal.pause()  # expect: blocking-sleep
    signal.sigwait({signal.SIGTERM})  # expect: blocking-sleep


async def retries_inline(fetch) -> None:
    for attempt in Retrying(stop=stop_after_attempt(3), wait=wait_fixed(1)):  # expect: blocking-sleep
        with attempt:
            fetch()


async def retries_async(fetch) -> None:
    async for attempt in AsyncRetrying(stop=stop_after_attempt(3)):  # silent: blocking-sleep
        with attempt:
            await fetch()


async def nursery() -> None:
    await trio.sleep(1)  # silent: blocking-sleep
    await anyio.sleep(1)  # silent: blocking-sleep
    time.sleep(1)  # expect: blocking-sleep


class Heartbeat:
    pause = 5

    async def beat(self, count: int) -> None:
        if count > 3 and time.sleep(self.pause) is None:  # expect: blocking-sleep
            count = 0
        values = [time.sleep(n) for n in range(count)]  # expect: blocking-sleep
        later = (time.sleep(n) for n in range(count))  # silent: blocking-sleep
        del values, later

    def in_thread(self) -> None:
        threading.Thread(target=self.work).start()

    def work(self) -> None:
        time.sleep(self.pause)  # silent: blocking-sleep


async def shadowed(time) -> None:
    time.sleep(1)  # silent: blocking-sleep


async def own_name() -> None:
    def sleep(seconds: float) -> float:
        return seconds

    sleep(3)  # silent: blocking-sleep
