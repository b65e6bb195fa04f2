"""The type travels through two functions that only pass it on."""
import sqlite3


def run(connection, text):
    return connection.execute(text).fetchall()  # primitive: blocking


def rows(connection, table):
    return run(connection, "select * from " + table)


def text_of(connection, table):
    return f"{connection!r} {table}"


async def users():
    connection = sqlite3.connect(":memory:", isolation_level=None)
    return rows(connection, "users")  # expect: blocking-database


async def explain():
    connection = object()
    return text_of(connection, "users")  # silent: blocking
