import anyio


# expect: startable-never-started
async def listen(
    name: str, *, task_status: anyio.abc.TaskStatus[None] = anyio.TASK_STATUS_IGNORED
) -> None:
    await anyio.sleep(0.01)
    print(name)


async def serve() -> None:
    refused = None
    async with anyio.create_task_group() as group:
        try:
            await group.start(listen, "a")
        except RuntimeError as error:
            refused = error
    if refused:
        raise refused
