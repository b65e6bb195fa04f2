"""What is to happen when a task is done happens on the loop."""
import asyncio
import functools
import subprocess


async def upload(name: str) -> str:
    await asyncio.sleep(0.1)
    return name


def notify(channel: str, task: asyncio.Task[str]) -> None:
    subprocess.run(["notify-send", channel, task.result()])  # expect: blocking-subprocess


def count(task: asyncio.Task[str]) -> None:
    print("done", task.get_name())  # silent: blocking


async def main() -> None:
    task = asyncio.create_task(upload("a"))
    task.add_done_callback(functools.partial(notify, "uploads"))
    task.add_done_callback(count)
    await task
