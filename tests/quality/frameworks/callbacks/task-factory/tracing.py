"""A task factory is called for each task, on the loop."""
import asyncio
from pathlib import Path


def traced(loop, coro, **options):
    Path("tasks.log").write_text(repr(coro))  # expect: blocking-file-io
    return asyncio.Task(coro, loop=loop, **options)


async def main() -> None:
    asyncio.get_running_loop().set_task_factory(traced)
