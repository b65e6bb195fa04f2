import asyncio

tasks: set[asyncio.Task] = set()


async def refresh() -> None:
    print("fresh")


def start(coroutine):
    task = asyncio.create_task(coroutine)
    tasks.add(task)
    task.add_done_callback(tasks.discard)
    return task


async def main() -> None:
    start(refresh())
    async with asyncio.TaskGroup() as group:
        group.create_task(refresh())
