import asyncio


async def save(key: str) -> None:
    if key == "b":
        raise OSError("the disk is full")


async def save_all() -> None:
    results = await asyncio.gather(save("a"), save("b"), return_exceptions=True)
    for error in results:
        if isinstance(error, BaseException):
            print(error)
