"""Functions as values: callable field."""

from collections.abc import Callable
from dataclasses import dataclass
import sqlite3


def stored_rows() -> list:
    return sqlite3.connect("rows.db").execute("select 1").fetchall()


@dataclass
class Source:
    name: str
    load: Callable[[], list] = stored_rows


async def rows() -> list:
    source = Source("main")
    return source.load()  # expect: blocking-database
