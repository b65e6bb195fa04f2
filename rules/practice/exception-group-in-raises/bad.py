import asyncio

import pytest


async def work() -> None:
    raise ValueError("seven")


async def test_work_fails() -> None:
    with pytest.raises(ExceptionGroup):  # expect: exception-group-in-raises
        async with asyncio.TaskGroup() as group:
            group.create_task(work())
