import asyncio
import sqlite3


class Users:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def find(self, name: str) -> tuple:
        return self.connection.execute("select * from users where name = ?", (name,)).fetchone()

    def count_visit(self) -> None:
        self.connection.execute("update users set visits = visits + 1")


async def log_in(users: Users, name: str) -> None:
    await asyncio.to_thread(users.find, name)


async def log_out(users: Users) -> None:
    await asyncio.to_thread(users.count_visit)
