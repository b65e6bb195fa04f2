"""The service that knows the answers: pooled connections, deadlines, further attempts."""

import asyncio

from skeleton.pool import Pool
from skeleton.retry import retry
from skeleton.settings import Settings

PASSING = (ConnectionError, TimeoutError, asyncio.IncompleteReadError)


class Upstream:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pool = Pool(
            settings.upstream_host,
            settings.upstream_port,
            size=settings.pool_size,
            connect_timeout_s=settings.connect_timeout_s,
        )

    async def ask(self, question: bytes) -> bytes:
        """The answer to one line, without its end. Fails with TimeoutError, or what PASSING names."""
        async with asyncio.timeout(self._settings.request_timeout_s):
            return await retry(
                lambda: self._ask_once(question),
                attempts=self._settings.attempts,
                errors=PASSING,
            )

    def close(self) -> None:
        self._pool.close()

    async def _ask_once(self, question: bytes) -> bytes:
        async with self._pool.lend() as connection:
            connection.writer.write(question + b"\n")
            await connection.writer.drain()
            answer = await connection.reader.readuntil(b"\n")
        return answer.rstrip(b"\r\n")
