import asyncio
import unittest

import pytest


@pytest.mark.asyncio
@pytest.fixture
async def thing():
    return 1


@pytest.mark.asyncio
async def test_marked():
    await asyncio.sleep(0.1)


@pytest.mark.asyncio
async def test_marked_too():
    await asyncio.sleep(0.1)


class TestThings:
    async def test_method(self):
        await asyncio.sleep(0.1)


async def test_plain():
    await asyncio.sleep(0.1)


class Plain(unittest.TestCase):
    async def test_one(self):
        await asyncio.sleep(0.1)

    async def test_two(self):
        await asyncio.sleep(0.1)
