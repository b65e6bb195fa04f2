"""Starting tasks for others."""
import asyncio

running = set()


def spawn(coroutine) -> asyncio.Task:
    return asyncio.get_running_loop().create_task(coroutine)


def spawn_kept(coroutine) -> asyncio.Task:
    task = asyncio.get_running_loop().create_task(coroutine)
    running.add(task)
    return task


def watch(task: asyncio.Task) -> None:
    print(task.exception())
