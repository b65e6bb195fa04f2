"""A database and what hands it out."""
import sqlite3


class Database:
    def all(self, table):
        return sqlite3.connect("x.db").execute("select * from " + table).fetchall()  # primitive: blocking


class Settings:
    def title(self):
        return "app"


def get_database():
    return Database()


def get_settings():
    return Settings()
