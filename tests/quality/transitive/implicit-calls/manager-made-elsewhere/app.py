"""Implicit calls: manager made elsewhere."""

import sqlite3
from contextlib import contextmanager


class Pool:
    @contextmanager
    def connection(self):
        link = sqlite3.connect("pool.db")
        link.execute("pragma optimize")
        yield link
        link.close()

    def session(self):
        return self.connection()


async def rows(pool: Pool) -> int:
    with pool.session():  # expect: blocking-database
        return 1
