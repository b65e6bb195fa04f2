"""Orders are taken and paid."""
import asyncio
import unittest

import pytest
import pytest_asyncio


@pytest.fixture
@pytest.mark.asyncio  # expect: pytest-asyncio-mark-on-fixture
async def shop():
    await asyncio.sleep(0)
    return {"orders": []}


@pytest_asyncio.fixture
async def till(shop):  # silent: practice
    return {"shop": shop}


async def pay(shop, amount):
    await asyncio.sleep(0)
    shop["orders"].append(amount)


@pytest.mark.asyncio
async def test_pays(shop):  # silent: practice
    await pay(shop, 3)
    assert shop["orders"] == [3]


async def test_pays_twice(shop):  # expect: async-test-without-plugin
    await pay(shop, 3)
    await pay(shop, 4)
    assert shop["orders"] == [3, 4]


class TestRefunds:
    @pytest.mark.asyncio
    async def test_refunds(self, shop):  # silent: practice
        await pay(shop, -3)

    async def test_refunds_nothing(self, shop):  # expect: async-test-without-plugin
        await pay(shop, 0)


class OrderCase(unittest.TestCase):
    async def test_order(self):  # expect: async-test-without-plugin
        await pay({"orders": []}, 3)

    def test_sync(self):  # silent: practice
        asyncio.run(pay({"orders": []}, 3))


class AsyncOrderCase(unittest.IsolatedAsyncioTestCase):
    async def test_order(self):  # silent: practice
        await pay({"orders": []}, 3)


@pytest.mark.asyncio
async def test_group(shop):
    with pytest.raises(ExceptionGroup):  # expect: exception-group-in-raises
        async with asyncio.TaskGroup() as group:
            group.create_task(pay(shop, "a"))


@pytest.mark.asyncio
async def test_group_with_a_look(shop):
    with pytest.raises(ExceptionGroup) as caught:  # silent: practice
        async with asyncio.TaskGroup() as group:
            group.create_task(pay(None, 3))
    assert isinstance(caught.value.exceptions[0], TypeError)
