import asyncio


async def save(key: str) -> None:
    if key == "b":
        raise OSError("the disk is full")


async def save_all() -> None:
    tasks = [asyncio.ensure_future(save(key)) for key in "ab"]
    await asyncio.wait(tasks)  # expect: wait-result-ignored
    print("all saved")
