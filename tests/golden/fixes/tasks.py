"""Tasks."""
import asyncio
import logging

log = logging.getLogger(__name__)


async def work(): ...


async def start(task):
    asyncio.create_task(work())  # let it run
    if task: asyncio.create_task(work())
    asyncio.create_task(
        work(),
        name="worker",
    )
    log.info("x"); asyncio.create_task(work())
    kept = asyncio.create_task(work())


def callback():
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: asyncio.create_task(work()))
    asyncio.create_task(work())


async def chained(log):
    asyncio.create_task(work()).add_done_callback(log)  # and tell
    asyncio.create_task(
        work(),
    ).add_done_callback(
        lambda task: log(task),
    )
    x = asyncio.create_task(work()).cancel()
