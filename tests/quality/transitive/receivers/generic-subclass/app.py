"""A repository of a base class, whose parameter the subclass gives."""
import sqlite3
from typing import Generic, TypeVar

Row = TypeVar("Row")


class User:
    def save(self):
        sqlite3.connect("users.db").execute("insert into users values (1)")  # primitive: blocking

    def name(self):
        return "user"


class Repository(Generic[Row]):
    def first(self) -> Row:
        return self.rows[0]

    def find(self, key: int) -> "Row | None":
        return self.rows.get(key)


class Users(Repository[User]):
    pass


async def touch(users: Users) -> None:
    users.first().save()  # expect: blocking-database
    found = users.find(1)
    if found:
        found.save()  # expect: blocking-database


async def name(users: Users) -> str:
    return users.first().name()  # silent: blocking
