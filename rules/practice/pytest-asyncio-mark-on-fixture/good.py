import pytest_asyncio


@pytest_asyncio.fixture
async def store():
    return {}
