import asyncio


async def save(key: str) -> None:
    if key == "b":
        raise OSError("the disk is full")


async def save_all() -> None:
    tasks = [asyncio.ensure_future(save(key)) for key in "ab"]
    done, _ = await asyncio.wait(tasks)
    for task in done:
        if task.exception():
            print(task.exception())
