"""Functions as values: registry decorator."""

import tasks
from registry import dispatch


async def handle(name: str, url: str) -> int:
    assert tasks
    return dispatch(name, url)  # expect-miss: blocking-http -- what is put into a container later is not known
