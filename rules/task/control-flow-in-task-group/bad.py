import asyncio


async def poll(is_over: asyncio.Event) -> None:
    await is_over.wait()


async def find(keys: list[str]) -> str:
    async with asyncio.TaskGroup() as group:
        group.create_task(poll(asyncio.Event()))
        for key in keys:
            if key.startswith("b"):
                return key  # expect: control-flow-in-task-group "return"
            await asyncio.sleep(0)
    return ""
