"""Asynchronous tests and fixtures have a loop; sync ones have none."""
import time

import pytest
import pytest_asyncio


@pytest.fixture
def database() -> str:
    time.sleep(1)  # silent: blocking
    return "db"


@pytest_asyncio.fixture
async def client():
    time.sleep(1)  # expect: blocking-sleep
    yield "client"


@pytest.mark.asyncio
async def test_index(client: str, database: str) -> None:
    time.sleep(1)  # expect: blocking-sleep


def test_sync(database: str) -> None:
    time.sleep(1)  # silent: blocking
