from contextlib import asynccontextmanager

import anyio

listeners = {}


async def listen(
    name: str, *, task_status: anyio.abc.TaskStatus[None] = anyio.TASK_STATUS_IGNORED
) -> None:
    await anyio.sleep(0.01)
    listeners[name] = True
    task_status.started()


@asynccontextmanager
async def served(name: str):
    async with anyio.create_task_group() as group:
        await group.start(listen, name)
        yield name


async def connect() -> None:
    async with served("a") as name:
        is_there = name in listeners
    if not is_there:
        raise ConnectionRefusedError(name)
