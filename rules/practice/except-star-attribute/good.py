import asyncio


async def load(name: str) -> None:
    raise FileNotFoundError(2, "not found", name)


async def main() -> None:
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(load("a"))
            group.create_task(load("b"))
    except* OSError as errors:
        for error in errors.exceptions:
            print(error.errno)
