"""Implicit calls: constructor chain (models)."""

import sqlite3


class Base:
    def __init__(self, name: str) -> None:
        self.name = name
        self.rows = self._load()

    def _load(self) -> list:
        return sqlite3.connect("models.db").execute("select 1").fetchall()


class User(Base):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.is_admin = False
