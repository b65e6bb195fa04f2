"""Functions as values: registry decorator."""

import tasks
from registry import dispatch


async def handle(name: str, url: str) -> int:
    assert tasks
    return dispatch(name, url)  # expect: blocking-http
