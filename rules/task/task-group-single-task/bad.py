import asyncio


async def save(key: str) -> None:
    print(key)


async def run(key: str) -> None:
    async with asyncio.TaskGroup() as group:  # expect: task-group-single-task
        group.create_task(save(key))
