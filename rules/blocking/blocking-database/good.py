import asyncio
import sqlite3


class Users:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def find(self, name: str) -> tuple:
        return self.connection.execute("select * from users where name = ?", (name,)).fetchone()


async def login(users: Users, name: str) -> None:
    await asyncio.to_thread(users.find, name)
    await asyncio.to_thread(users.connection.commit)
