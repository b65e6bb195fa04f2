"""Implicit calls: getitem and setitem."""

import sqlite3


class Table:
    def __getitem__(self, key: str) -> str:
        return self._run("select value from pairs where key = ?", key)

    def __setitem__(self, key: str, value: str) -> None:
        self._run("replace into pairs values (?, ?)", key, value)

    def __delitem__(self, key: str) -> None:
        self._run("delete from pairs where key = ?", key)

    def _run(self, text: str, *values: str) -> str:
        return sqlite3.connect("pairs.db").execute(text, values).fetchone()[0]


async def swap(table: Table) -> None:
    value = table["a"]  # expect: blocking-database
    table["b"] = value  # expect: blocking-database
    del table["a"]  # expect: blocking-database
