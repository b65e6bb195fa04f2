"""Dependencies and guards of Litestar."""
import sqlite3

from litestar import Litestar, get
from litestar.di import Provide


def count() -> int:
    return sqlite3.connect("a").execute("select 1").rowcount  # expect: blocking-database


def count_there() -> int:
    return sqlite3.connect("a").execute("select 1").rowcount  # silent: blocking


async def count_async() -> int:
    return sqlite3.connect("a").execute("select 1").rowcount  # expect: blocking-database


def guard(connection, handler) -> None:
    sqlite3.connect("a").execute("select 1")  # silent: blocking


@get("/", guards=[guard])
async def index(here: int, there: int, late: int) -> int:
    return here + there + late


app = Litestar(
    [index],
    dependencies={
        "here": Provide(count, sync_to_thread=False),
        "there": Provide(count_there, sync_to_thread=True),
        "late": Provide(count_async),
    },
)
