"""Re exports: dispatch literal key."""

from formats import READERS


async def load(name: str) -> list:
    rows = READERS["text"](name)  # silent: blocking
    rows += READERS["db"](name)  # expect: blocking-database
    return rows
