import asyncio


async def refresh(key: str) -> None:
    print(key)


def start() -> None:
    task = asyncio.create_task(refresh("a"))  # expect: unused-task-variable "task"
    _ = asyncio.create_task(refresh("b"))  # expect: unused-task-variable
    tasks = []
    for key in "cd":
        tasks.append(asyncio.create_task(refresh(key)))  # expect: unused-task-variable "tasks"
