"""The wrapper is a method, and the pool is a field."""
import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor


class Database:
    def __init__(self, path: str) -> None:
        self._path = path
        self._pool = ThreadPoolExecutor(1)

    async def _run(self, work, *args):
        return await asyncio.get_running_loop().run_in_executor(self._pool, work, *args)

    def _insert(self, name: str) -> None:
        with sqlite3.connect(self._path) as connection:  # silent: blocking
            connection.execute("insert into users values (?)", (name,))  # silent: blocking

    async def insert(self, name: str) -> None:
        await self._run(self._insert, name)

    async def insert_now(self, name: str) -> None:
        self._insert(name)  # expect: blocking-database
