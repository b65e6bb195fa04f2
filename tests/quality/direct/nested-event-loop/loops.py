"""Loops that are started where one is turning already."""

import asyncio
import threading

import anyio
import trio
from asgiref.sync import async_to_sync, sync_to_async


async def fetch() -> int:
    await asyncio.sleep(0)
    return 1


class Bridge:
    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()

    async def run(self) -> int:
        asyncio.run(fetch())  # expect: nested-event-loop
        return self.loop.run_until_complete(fetch())  # expect: nested-event-loop

    async def current(self) -> None:
        loop = asyncio.get_running_loop()
        loop.run_until_complete(fetch())  # expect: nested-event-loop
        asyncio.get_event_loop().run_forever()  # expect: nested-event-loop

    async def runner(self) -> None:
        with asyncio.Runner() as runner:
            runner.run(fetch())  # expect: nested-event-loop

    def in_thread(self) -> None:
        threading.Thread(target=self.work).start()

    def work(self) -> None:
        asyncio.run(fetch())  # silent: nested-event-loop


async def other_libraries() -> None:
    anyio.run(fetch)  # expect: nested-event-loop
    trio.run(fetch)  # expect: nested-event-loop


async def bridges() -> None:
    async_to_sync(fetch)()  # expect: nested-event-loop
    await sync_to_async(print)("x")  # silent: nested-event-loop


async def guarded() -> None:
    await asyncio.to_thread(asyncio.run, fetch())  # silent: nested-event-loop
    task = asyncio.get_running_loop().create_task(fetch())  # silent: nested-event-loop
    await task


async def callback() -> None:
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: asyncio.run(fetch()))  # expect: nested-event-loop


def script() -> None:
    asyncio.run(fetch())  # silent: nested-event-loop


def run_or_give():
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(fetch())  # silent: nested-event-loop
    return fetch()


async def asks_first() -> int:
    return await run_or_give()  # silent: nested-event-loop
