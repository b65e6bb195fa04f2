import asyncio


async def refresh(changes: asyncio.Queue) -> None:
    print(await changes.get())


def start(coroutine):
    return asyncio.create_task(coroutine)


async def main() -> None:
    asyncio.create_task(refresh(asyncio.Queue()))  # expect: orphaned-task "asyncio.create_task"
    asyncio.ensure_future(refresh(asyncio.Queue())).add_done_callback(print)  # expect: orphaned-task
    start(refresh(asyncio.Queue()))  # expect: orphaned-task "start"
    loop = asyncio.get_running_loop()
    # expect: orphaned-task
    loop.call_later(1, lambda: asyncio.create_task(refresh(asyncio.Queue())))
    await asyncio.sleep(60)
