import anyio


async def listen(
    name: str, *, task_status: anyio.abc.TaskStatus[None] = anyio.TASK_STATUS_IGNORED
) -> None:
    await anyio.sleep(0.01)
    task_status.started()
    print(name)


async def serve() -> None:
    async with anyio.create_task_group() as group:
        await group.start(listen, "a")
