import asyncio

import pytest

from skeleton.limit import Limit, OverloadError

pytestmark = pytest.mark.anyio


async def test_the_next_one_waits_and_one_more_is_turned_away():
    limit = Limit(at_once=1, waiting=1)
    entered = asyncio.Event()

    async def wait_for_a_slot() -> None:
        async with limit.enter():
            entered.set()

    async with asyncio.TaskGroup() as group:
        async with limit.enter():
            group.create_task(wait_for_a_slot())
            await asyncio.sleep(0.01)
            assert not entered.is_set()
            with pytest.raises(OverloadError):
                async with limit.enter():
                    pass
    assert entered.is_set()
