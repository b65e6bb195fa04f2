"""So many at a time, so many that wait, and a clear answer to everybody else."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class OverloadError(Exception):
    """There are too many waiting already."""


class Limit:
    def __init__(self, at_once: int, waiting: int) -> None:
        self._slots = asyncio.Semaphore(at_once)
        self._places = at_once + waiting

    @asynccontextmanager
    async def enter(self) -> AsyncIterator[None]:
        if self._places == 0:
            raise OverloadError
        self._places -= 1
        try:
            async with self._slots:
                yield
        finally:
            self._places += 1
