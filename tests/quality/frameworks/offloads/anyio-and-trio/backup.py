"""anyio and trio: threads, processes, and the way back to the loop."""
import shutil
import time

import anyio
import anyio.from_thread
import anyio.to_process
import anyio.to_thread
import trio


def progress(share: float) -> None:
    time.sleep(share)  # expect: blocking-sleep


def tidy() -> None:
    shutil.rmtree("backup/old")


def copy(source: str) -> None:
    shutil.copytree(source, "backup")  # silent: blocking
    anyio.from_thread.run_sync(progress, 0.5)


async def in_anyio() -> None:
    await anyio.to_thread.run_sync(copy, "data")
    await anyio.to_process.run_sync(tidy)
    copy("data")  # expect: nested-event-loop


async def in_trio() -> None:
    await trio.to_thread.run_sync(tidy)
    tidy()  # expect: blocking-tree-io
    async with trio.open_nursery() as nursery:
        nursery.start_soon(in_anyio)
