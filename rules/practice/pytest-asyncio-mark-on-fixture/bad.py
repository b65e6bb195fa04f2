import pytest


@pytest.mark.asyncio  # expect: pytest-asyncio-mark-on-fixture
@pytest.fixture
async def store():
    return {}
