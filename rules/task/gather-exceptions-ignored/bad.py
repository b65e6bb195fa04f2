import asyncio


async def save(key: str) -> None:
    if key == "b":
        raise OSError("the disk is full")


async def save_all() -> None:
    # expect: gather-exceptions-ignored
    results = await asyncio.gather(save("a"), save("b"), return_exceptions=True)
    raise SystemError("as if all had been saved")
