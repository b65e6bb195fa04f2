"""Nurseries and task groups start coroutine functions; each is on the loop."""
import time

import anyio
import trio


async def worker(name: str) -> None:
    time.sleep(0.1)  # expect: blocking-sleep


async def polite(name: str) -> None:
    await trio.to_thread.run_sync(time.sleep, 0.1)  # silent: blocking


async def in_trio() -> None:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(worker, "a")
        nursery.start_soon(polite, "b")


async def in_anyio() -> None:
    async with anyio.create_task_group() as group:
        group.start_soon(worker, "a")
