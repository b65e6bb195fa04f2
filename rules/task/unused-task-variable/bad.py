import asyncio


async def refresh(changes: asyncio.Queue) -> None:
    print(await changes.get())


def start() -> None:
    task = asyncio.create_task(refresh(asyncio.Queue()))  # expect: unused-task-variable "task"
    _ = asyncio.create_task(refresh(asyncio.Queue()))  # expect: unused-task-variable
    tasks = []
    for _ in range(2):
        # expect: unused-task-variable "tasks"
        tasks.append(asyncio.create_task(refresh(asyncio.Queue())))
