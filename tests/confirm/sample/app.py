"""A program with a case of each class, marked where it stands.

`# confirm: CLASS` names what becomes of the finding on that line; `# confirm: missed`, the line of the
project at which something is seen that no finding predicts. Classes that need a newer Python are
`unknown` before 3.12.
"""

import asyncio
import gc
import sys
import time

import store


async def handler():
    store.load(0.2)  # confirm: observed


async def deep():
    store.Cache().refresh()  # confirm: observed


async def never_called():
    store.warm_up()  # confirm: other-way


async def quick():
    store.back_off(0.001)  # confirm: fast


async def not_executed():
    time.sleep(1)  # confirm: not-reached


async def unseen():
    getattr(time, "sl" + "eep")(0.15)  # confirm: missed


async def compute():
    end = time.thread_time() + 0.2
    total = 0
    while time.thread_time() < end:  # confirm: missed
        total += 1
    return total


async def forgotten():
    quick()  # confirm: observed


async def lonely():
    await asyncio.get_running_loop().create_future()


async def orphan():
    asyncio.create_task(lonely())  # confirm: observed


async def fail():
    raise ValueError("nobody reads this")  # confirm: missed


async def main():
    await handler()
    await handler()
    await asyncio.sleep(0)
    await deep()
    getattr(store, "warm" + "_up")()  # the line above it in store.py is known by another way
    await asyncio.sleep(0)
    await quick()
    await asyncio.sleep(0)
    await unseen()
    await asyncio.sleep(0)
    await compute()
    await asyncio.sleep(0)
    await forgotten()
    await orphan()
    await asyncio.sleep(0)
    gc.collect()
    task = asyncio.create_task(fail())
    await asyncio.sleep(0.01)
    del task
    if "--never" in sys.argv:
        await never_called()
        await not_executed()


asyncio.run(main())
