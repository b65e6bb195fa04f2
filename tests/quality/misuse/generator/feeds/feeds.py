"""Feeds that run for ever, and their limits."""
import asyncio
from contextlib import aclosing, asynccontextmanager

import anyio


async def poll(source: asyncio.Queue):
    async with asyncio.timeout(60):
        while True:
            item = await source.get()
            yield item  # expect: yield-in-cancel-scope


async def poll_well(source: asyncio.Queue):
    while True:
        async with asyncio.timeout(60):
            item = await source.get()
        yield item  # silent: generator


async def merge(*sources: asyncio.Queue):
    out: asyncio.Queue = asyncio.Queue()

    async def copy(source: asyncio.Queue) -> None:
        while True:
            await out.put(await source.get())

    async with asyncio.TaskGroup() as group:
        for source in sources:
            group.create_task(copy(source))
        while True:
            yield await out.get()  # expect: yield-in-cancel-scope


@asynccontextmanager
async def merged(*sources: asyncio.Queue):
    out: asyncio.Queue = asyncio.Queue()

    async def copy(source: asyncio.Queue) -> None:
        while True:
            await out.put(await source.get())

    async with asyncio.TaskGroup() as group:
        copies = [group.create_task(copy(source)) for source in sources]
        yield out  # silent: generator
        for one in copies:
            one.cancel()


async def sample(count: int):
    with anyio.move_on_after(10) as scope:
        for number in range(count):
            await anyio.sleep(1)
            yield number  # expect: yield-in-cancel-scope
    print(scope.cancelled_caught)


async def show(source: asyncio.Queue) -> None:
    async for item in poll(source):
        print(item)
    async for item in poll_well(source):
        print(item)
    async for item in merge(source):
        print(item)
    async for number in sample(3):
        print(number)


async def show_first(source: asyncio.Queue) -> None:
    async with aclosing(poll_well(source)) as items:
        async for item in items:
            print(item)
            break
