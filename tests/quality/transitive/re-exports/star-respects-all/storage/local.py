"""Re exports: star respects all (storage.local)."""

import sqlite3

__all__ = ["save"]


def save(key: str, value: str) -> None:
    with sqlite3.connect("state.db") as connection:
        connection.execute("insert into state values (?, ?)", (key, value))


def load(key: str) -> str:
    row = sqlite3.connect("state.db").execute("select value from state where key = ?", (key,)).fetchone()
    return row[0]
