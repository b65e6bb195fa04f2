"""Builders that hand themselves on until the last call does the work."""
import sqlite3


class Query:
    def __init__(self, table):
        self.table = table
        self.filters = []

    def where(self, text):
        self.filters.append(text)
        return self

    def limit(self, count) -> "Query":
        self.count = count
        return self

    def rows(self):
        connection = sqlite3.connect("shop.db")
        return connection.execute(f"select * from {self.table}").fetchall()  # primitive: blocking

    def text(self):
        return " and ".join(self.filters)


async def orders():
    return Query("orders").where("paid").limit(5).rows()  # expect: blocking-database


async def explain():
    return Query("orders").where("paid").limit(5).text()  # silent: blocking
