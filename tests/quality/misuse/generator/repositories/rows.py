"""Rows of a database, one by one."""
import asyncio
from contextlib import aclosing, asynccontextmanager


class Repository:
    def __init__(self, pool) -> None:
        self.pool = pool
        self.lock = asyncio.Lock()

    async def rows(self, query: str):
        async with self.pool.connect() as connection:
            async for row in connection.stream(query):
                yield row  # expect: yield-in-async-resource

    async def locked(self):
        async with self.lock:
            for name in self.pool.names:
                yield name  # expect: yield-in-async-resource

    async def copied(self):
        async with self.lock:
            names = list(self.pool.names)
        for name in names:
            yield name  # silent: generator

    async def exported(self, query: str):
        async with self.pool.connect() as connection:
            async for row in connection.stream(query):
                yield row  # silent: generator

    @asynccontextmanager
    async def transaction(self):
        async with self.pool.connect() as connection:
            yield connection  # silent: generator


async def get(repository: Repository, key: str):
    async for row in repository.rows("select * from users"):
        if row.key == key:
            return row
    return None


async def first(repository: Repository):
    async for name in repository.locked():
        break
    async for other in repository.copied():
        break
    return name, other


async def export(repository: Repository, out) -> None:
    async with aclosing(repository.exported("select 1")) as rows:
        async for row in rows:
            if row is None:
                break
            out.append(row)
