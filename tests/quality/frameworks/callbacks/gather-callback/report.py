"""gather gives a future as well."""
import asyncio
import sqlite3


async def fetch(page: int) -> str:
    await asyncio.sleep(0)
    return str(page)


def store(future: asyncio.Future) -> None:
    connection = sqlite3.connect("pages.db")
    connection.executemany("insert into pages values (?)", future.result())  # expect: blocking-database


async def crawl() -> None:
    pages = asyncio.gather(fetch(1), fetch(2))
    pages.add_done_callback(store)
    await pages
