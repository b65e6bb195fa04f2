import sqlite3


class Users:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def find(self, name: str) -> tuple:
        return self.connection.execute("select * from users where name = ?", (name,)).fetchone()


async def log_in(users: Users, name: str) -> None:
    users.find(name)  # expect: blocking-database "Users.find"


async def log_out(users: Users) -> None:
    users.connection.execute("update users set visits = visits + 1")  # expect: blocking-database
