"""Sync dependencies get a thread, also those with a yield and classes; asynchronous ones do not."""
import sqlite3
from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()


def connection() -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect("app.db")  # silent: blocking
    opened.execute("pragma journal_mode = wal")  # silent: blocking
    yield opened
    opened.commit()  # silent: blocking


async def audited() -> AsyncIterator[sqlite3.Connection]:
    opened = sqlite3.connect("audit.db")
    opened.execute("pragma journal_mode = wal")  # expect: blocking-database
    yield opened


class Settings:
    def __init__(self) -> None:
        with open("settings") as file:  # silent: blocking
            self.text = file.read()  # silent: blocking


@app.get("/")
async def index(  # expect: async-endpoint-should-be-sync
    database: Annotated[sqlite3.Connection, Depends(connection)],
    audit: Annotated[sqlite3.Connection, Depends(audited)],
    settings: Annotated[Settings, Depends(Settings)],
) -> str:
    database.execute("select 1")  # expect: blocking-database
    return settings.text
