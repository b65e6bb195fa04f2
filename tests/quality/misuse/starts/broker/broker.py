"""A broker of messages: services that say when they are ready."""
from contextlib import asynccontextmanager

import anyio
import trio
from anyio import TASK_STATUS_IGNORED
from anyio.abc import TaskStatus


async def accept(port: int, *, task_status: TaskStatus[int] = TASK_STATUS_IGNORED) -> None:
    await anyio.sleep(0.1)
    task_status.started(port)
    await anyio.sleep(3600)


async def heartbeat() -> None:
    await anyio.sleep(1)


@asynccontextmanager
async def broker(port: int):
    async with anyio.create_task_group() as group:
        group.start_soon(heartbeat)  # silent: task
        group.start_soon(accept, port)  # expect: start-soon-in-context-manager-entry
        yield port
        group.cancel_scope.cancel()


@asynccontextmanager
async def ready_broker(port: int):
    async with anyio.create_task_group() as group:
        await group.start(accept, port)  # silent: task
        yield port
        group.start_soon(accept, port + 1)  # silent: task


class Broker:
    def __init__(self, nursery: trio.Nursery) -> None:
        self.nursery = nursery

    async def __aenter__(self) -> "Broker":
        self.nursery.start_soon(self.serve, 1)  # expect: start-soon-in-context-manager-entry
        return self

    async def __aexit__(self, *error: object) -> None:
        self.nursery.start_soon(self.serve, 2)  # silent: task

    async def serve(self, port: int, task_status=trio.TASK_STATUS_IGNORED) -> None:
        task_status.started(port)

    # expect: startable-never-started
    async def retire(self, task_status=trio.TASK_STATUS_IGNORED) -> None:
        await trio.sleep(5)

    async def relay(self, *, task_status: trio.TaskStatus[int]) -> None:  # silent: task
        await self.serve(7, task_status=task_status)

    async def unwilling(self, *, task_status: trio.TaskStatus[int]) -> None:  # silent: task
        raise NotImplementedError("not here")


async def report(job: str, task_status: str) -> None:  # silent: task
    print(job, "is", task_status)


async def warm(ready: TaskStatus[None], size: int) -> int:  # expect: startable-never-started
    if size:
        return size
    await anyio.sleep(1)
    return 0


async def signalled(ready: TaskStatus[None], size: int) -> None:  # silent: task
    while size:
        size -= 1
        if not size:
            ready.started()
