"""Connections that are kept and lent, never more than a number of them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

LINE_MAX_BYTES = 64 * 1024


@dataclass(slots=True)
class Connection:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    @property
    def is_usable(self) -> bool:
        return not self.reader.at_eof() and not self.writer.is_closing()


class Pool:
    def __init__(self, host: str, port: int, *, size: int, connect_timeout_s: float) -> None:
        self._host = host
        self._port = port
        self._connect_timeout_s = connect_timeout_s
        self._free = asyncio.Semaphore(size)
        self._idle: list[Connection] = []  # the last one used comes first, so that others can age
        self._is_closed = False

    @asynccontextmanager
    async def lend(self) -> AsyncIterator[Connection]:
        """Waits for a place, then lends a connection; one that was left in an error is closed."""
        async with self._free:
            connection = await self._get()
            is_whole = False
            try:
                yield connection
                is_whole = True
            finally:
                if is_whole and connection.is_usable and not self._is_closed:
                    self._idle.append(connection)
                else:
                    connection.writer.close()

    def close(self) -> None:
        self._is_closed = True
        while self._idle:
            self._idle.pop().writer.close()

    async def _get(self) -> Connection:
        while self._idle:
            connection = self._idle.pop()
            if connection.is_usable:
                return connection
            connection.writer.close()
        async with asyncio.timeout(self._connect_timeout_s):
            reader, writer = await asyncio.open_connection(
                self._host, self._port, limit=LINE_MAX_BYTES
            )
        return Connection(reader, writer)
