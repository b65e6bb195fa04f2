"""A small service, as people write them: the facts of one file, whole."""

from __future__ import annotations

import asyncio
import time as clock
from typing import TYPE_CHECKING, Optional

from .store import Store, load as load_store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

__all__ = ["Service"]

LIMIT: int = 10
HANDLERS = {"slow": lambda request: clock.sleep(1), "none": None}


class Closed(Exception):
    pass


class Service(Base, metaclass=Registry):
    retries = 3

    def __init__(self, path: str, *, store: Optional["Store"] = None) -> None:
        self.path = path
        self.store = store or load_store(path)
        self._tasks: set[asyncio.Task] = set()

    @property
    def size(self) -> int:
        return len(self._tasks)

    async def rows(self) -> AsyncIterator[Row]:
        async with self.store.open() as cursor, self.lock:
            async for key, row in cursor:
                if not isinstance(row, Row):
                    continue
                yield row

    async def run(self):
        while True:
            try:
                item = await self.queue.get()
            except asyncio.CancelledError as error:
                self.close()
                raise error
            except (OSError, Closed):
                break
            else:
                self._tasks.add(asyncio.create_task(self.handle(item)))
            finally:
                clock.sleep(0.1)  # nostall: ignore[blocking-sleep] -- paces the loop
        return [t async for t in self.rows() if (n := t.count) > 1]

    async def handle(self, item):
        match item:
            case Request(name=name) if name in HANDLERS:
                return HANDLERS[name](item)
            case _:
                raise NotImplementedError


def main():
    global service
    service = Service("state.json")
    asyncio.run(service.run())


if __name__ == "__main__":
    main()
