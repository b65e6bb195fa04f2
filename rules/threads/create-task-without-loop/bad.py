import asyncio


async def refresh() -> None:
    await asyncio.sleep(1)


def start() -> None:
    asyncio.create_task(refresh()).add_done_callback(print)  # expect: create-task-without-loop, orphaned-task


start()
