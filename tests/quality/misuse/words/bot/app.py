"""A bot with a few habits of its own."""
import asyncio
import functools
from asyncio import Queue  # expect: async-import-style

import nest_asyncio  # expect: unmaintained-dependency


def render(page, scale):
    return page * scale


async def send(text):
    await asyncio.sleep(0.1)
    return text


async def answer(queue: Queue, pool):
    loop = asyncio.get_running_loop()
    page = await loop.run_in_executor(None, functools.partial(render, "a", scale=3))  # expect: manual-executor-instead-of-to-thread
    other = await loop.run_in_executor(pool, render, "b", 2)  # silent: modernise
    text = await asyncio.wait_for(queue.get(), timeout=10)  # expect: wait-for-instead-of-timeout
    task = asyncio.ensure_future(send(page))  # expect: ensure-future-for-coroutine
    done, _ = await asyncio.wait({task}, timeout=5)  # silent: modernise
    return done, other, text


async def poll(queue, timeout=30):  # expect: async-timeout-parameter
    end = asyncio.get_running_loop().time() + timeout
    while asyncio.get_running_loop().time() < end:
        if not queue.empty():
            return queue.get_nowait()
        await asyncio.sleep(0.5)
    return None


async def ask(queue, timeout=30):  # silent: practice
    async with asyncio.timeout(timeout):
        return await queue.get()


nest_asyncio.apply()
