"""Re exports: dispatch literal key (formats)."""

import sqlite3


def from_database(name: str) -> list:
    return sqlite3.connect(name).execute("select * from rows").fetchall()


def from_text(name: str) -> list:
    return name.split(",")


READERS = {"db": from_database, "text": from_text}
