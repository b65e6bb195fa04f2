"""Handlers of Tornado, sync or not, share one thread."""
import sqlite3

from tornado.ioloop import IOLoop
from tornado.web import Application, RequestHandler


class Base(RequestHandler):
    def prepare(self) -> None:
        with open("session") as file:
            self.session = file.read()  # expect: blocking-file-io


class Users(Base):
    def get(self) -> None:
        self.write({"users": self.users()})  # expect: blocking-database

    async def post(self) -> None:
        await IOLoop.current().run_in_executor(None, self.users)
        self.users()  # expect: blocking-database

    def users(self) -> list:
        connection = sqlite3.connect("users.db")
        return connection.execute("select * from users").fetchall()  # primitive: blocking


app = Application([("/users", Users)])
