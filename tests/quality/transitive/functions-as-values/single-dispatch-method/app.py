"""Functions as values: single dispatch method."""

import sqlite3
from functools import singledispatchmethod


class Store:
    @singledispatchmethod
    def save(self, value) -> None:
        self._execute("insert into anything values (?)", str(value))

    @save.register
    def _(self, value: int) -> None:
        self._execute("insert into numbers values (?)", value)

    def _execute(self, text: str, value) -> None:
        sqlite3.connect("store.db").execute(text, (value,))


async def handle(store: Store, value) -> None:
    store.save(value)  # expect: blocking-database
