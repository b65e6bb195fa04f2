import asyncio


async def refresh() -> None:
    print("fresh")


def start(coroutine):
    return asyncio.create_task(coroutine)


async def main(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.create_task(refresh())  # expect: orphaned-task "asyncio.create_task"
    asyncio.ensure_future(refresh()).add_done_callback(print)  # expect: orphaned-task
    start(refresh())  # expect: orphaned-task "start"
    loop.call_later(1, lambda: asyncio.create_task(refresh()))  # expect: orphaned-task
