"""A helper that makes what it is told to make."""
import sqlite3
from typing import TypeVar

Kind = TypeVar("Kind")


class Users:
    def all(self):
        return sqlite3.connect("users.db").execute("select * from users")  # primitive: blocking

    def table(self):
        return "users"


class Names:
    def all(self):
        return ["a", "b"]


def build(kind: type[Kind]) -> Kind:
    return kind()


async def users():
    return build(Users).all()  # expect: blocking-database


async def names():
    build(Users).table()  # silent: blocking
    return build(Names).all()  # silent: blocking
