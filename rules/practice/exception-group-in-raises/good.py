import asyncio

import pytest


async def work() -> None:
    raise ValueError("seven")


async def check_work_fails() -> None:
    with pytest.RaisesGroup(ValueError):
        async with asyncio.TaskGroup() as group:
            group.create_task(work())
