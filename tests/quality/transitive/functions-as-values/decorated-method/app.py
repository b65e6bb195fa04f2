"""Functions as values: decorated method."""

import functools
import sqlite3


def with_connection(method):
    @functools.wraps(method)
    def wrapper(self, *args):
        connection = sqlite3.connect(self.path)
        connection.execute("pragma foreign_keys = on")
        try:
            return method(self, connection, *args)
        finally:
            connection.close()

    return wrapper


class Store:
    path = "store.db"

    @with_connection
    def count(self, connection) -> int:
        return 3


async def size(store: Store) -> int:
    return store.count()  # expect: blocking-database
