import asyncio
import contextlib
import trio


async def work(*args): ...
async def takes(one): ...


def compute():
    return 1


@contextlib.contextmanager
async def managed():
    yield 1


async def start():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(work())
        nursery.start_soon(work(1, 2))
        nursery.start_soon(work(1, 2,))
        nursery.start_soon(
            work(1),
        )
        nursery.start_soon(work(*[1]), name="x")
        nursery.start_soon(work(x for x in "ab"))


async def loops():
    task = asyncio.create_task(work)
    other = asyncio.create_task(takes)
    asyncio.run(work())
    x = asyncio.run(work(1), debug=True)
    y = asyncio.run(
        work(2),
    )
    loop = asyncio.get_running_loop()
    loop.call_later(1, compute())
    await compute()
    print(await (compute()), (await compute()).real)
    await asyncio.wait([work(), work()])
    return task, other, x, y


def thread(loop: asyncio.AbstractEventLoop):
    loop.call_soon(compute)


async def with_thread():
    await asyncio.to_thread(thread, asyncio.get_running_loop())
