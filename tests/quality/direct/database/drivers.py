"""Drivers of databases without an ORM, each beside its asynchronous sibling."""

import asyncio
import sqlite3
from contextlib import closing
from sqlite3 import Connection, Cursor

import aiosqlite
import asyncpg
import clickhouse_driver
import duckdb
import mysql.connector
import oracledb
import psycopg
import psycopg2
import pymysql
import pyodbc
from psycopg_pool import ConnectionPool

INSERT = "insert into measures values (?, ?)"
pool = ConnectionPool("dbname=shop")


class Journal:
    def __init__(self, path: str) -> None:
        self.db = sqlite3.connect(path)
        self.cursor: Cursor = self.db.cursor()

    async def add(self, name: str, value: float) -> None:
        self.db.execute(INSERT, (name, value))  # expect: blocking-database
        self.db.commit()  # expect: blocking-database

    async def add_many(self, rows: list[tuple[str, float]]) -> None:
        self.cursor.executemany(INSERT, rows)  # expect: blocking-database
        self.db.rollback()  # expect: blocking-database

    async def all(self) -> list:
        self.cursor.execute("select * from measures")  # expect: blocking-database
        first = self.cursor.fetchone()  # expect: blocking-database
        return [first, *self.cursor.fetchall()]  # expect: blocking-database

    async def all_in_thread(self) -> list:
        return await asyncio.to_thread(self.fetch)  # silent: blocking-database

    def fetch(self) -> list:
        return self.db.execute("select 1").fetchall()  # silent: blocking-database

    async def script(self, text: str) -> None:
        self.db.executescript(text)  # expect: blocking-database
        self.db.set_trace_callback(print)  # silent: blocking-database


async def backup(source: Connection, target: Connection) -> None:
    source.backup(target)  # expect: blocking-database
    with source:  # expect: blocking-database
        pass


async def in_memory() -> None:
    async with aiosqlite.connect(":memory:") as db:  # silent: blocking-database
        await db.execute("select 1")  # silent: blocking-database


async def postgres(dsn: str) -> None:
    old = psycopg2.connect(dsn)  # expect: blocking-database
    with closing(old.cursor()) as cursor:
        cursor.execute("select now()")  # expect: blocking-database
        cursor.fetchone()  # silent: blocking-database
    old.commit()  # expect: blocking-database
    with psycopg.connect(dsn) as new:  # expect: blocking-database
        new.execute("select now()").fetchone()  # expect: blocking-database
        with new.cursor() as cursor:
            cursor.execute("listen jobs")  # expect: blocking-database


async def postgres_async(dsn: str) -> None:
    async with await psycopg.AsyncConnection.connect(dsn) as connection:  # silent: blocking-database
        await connection.execute("select now()")  # silent: blocking-database
    fast = await asyncpg.connect(dsn)  # silent: blocking-database
    await fast.fetch("select 1")  # silent: blocking-database


async def pooled() -> None:
    with pool.connection() as connection:  # expect: blocking-database
        connection.execute("vacuum")  # expect: blocking-database


async def mysql_drivers() -> None:
    connection = pymysql.connect(host="db")  # expect: blocking-database
    with connection.cursor() as cursor:
        cursor.execute("select 1")  # expect: blocking-database
        cursor.fetchall()  # silent: blocking-database
    connection.ping()  # expect: blocking-database
    official = mysql.connector.connect(host="db")  # expect: blocking-database
    official.cursor().execute("select 1")  # expect: blocking-database
    official.commit()  # expect: blocking-database


async def others() -> None:
    pyodbc.connect("DSN=warehouse").execute("select 1")  # expect: blocking-database, blocking-database
    oracle = oracledb.connect(dsn="warehouse")  # expect: blocking-database
    oracle.cursor().execute("select 1 from dual")  # expect: blocking-database
    await oracledb.connect_async(dsn="warehouse")  # silent: blocking-database
    lake = duckdb.connect("lake.db")
    lake.execute("select 1")  # expect: blocking-database
    clickhouse_driver.Client("db").execute("select 1")  # expect: blocking-database
