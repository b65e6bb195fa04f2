"""Functions as values: bound method passed."""

import sqlite3


class Store:
    def load(self) -> list:
        return sqlite3.connect("a.db").execute("select 1").fetchall()


def guarded(function):
    try:
        return function()
    except ValueError:
        return []


async def handle(store: Store) -> list:
    return guarded(store.load)  # expect: blocking-database
