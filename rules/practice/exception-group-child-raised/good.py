import asyncio
import copy


async def load(name: str) -> None:
    raise FileNotFoundError(2, "not found", name)


async def main() -> None:
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(load("a"))
    except ExceptionGroup as group:
        raise copy.copy(group.exceptions[0]) from group
