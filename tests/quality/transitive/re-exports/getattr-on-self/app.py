"""Re exports: getattr on self."""

import sqlite3


class Repository:
    def fetch_rows(self) -> list:
        return self._query("select * from rows")

    def _query(self, text: str) -> list:
        return sqlite3.connect("rows.db").execute(text).fetchall()

    async def rows(self) -> list:
        method = getattr(self, "fetch_rows", None)
        return method() if method else []  # expect: blocking-database
