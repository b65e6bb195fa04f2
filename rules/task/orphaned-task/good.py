import asyncio

tasks: set[asyncio.Task] = set()


async def refresh(changes: asyncio.Queue) -> None:
    print(await changes.get())


def start(coroutine):
    task = asyncio.create_task(coroutine)
    tasks.add(task)
    task.add_done_callback(tasks.discard)
    return task


async def main() -> None:
    changes: asyncio.Queue[str] = asyncio.Queue()
    start(refresh(changes))
    async with asyncio.TaskGroup() as group:
        group.create_task(refresh(changes))
        await asyncio.sleep(60)
        changes.put_nowait("a")
        changes.put_nowait("b")
