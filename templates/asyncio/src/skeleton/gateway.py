"""Clients: a line in, a line out; so many requests at a time, and an orderly end."""

import asyncio
import logging

from skeleton.listener import Client, Listener
from skeleton.pool import LINE_MAX_BYTES
from skeleton.settings import Settings
from skeleton.upstream import PASSING, Upstream

log = logging.getLogger(__name__)


class Gateway:
    def __init__(self, settings: Settings, upstream: Upstream) -> None:
        self._settings = settings
        self._upstream = upstream
        self._slots = asyncio.Semaphore(settings.concurrency)
        self._listener = Listener(self._serve)
        self._working: set[Client] = set()
        self._is_stopping = False

    @property
    def port(self) -> int:
        return self._listener.port

    async def start(self) -> None:
        await self._listener.start(self._settings.host, self._settings.port, limit=LINE_MAX_BYTES)

    async def stop(self) -> None:
        """Lets go of clients that wait; requests under way get their grace."""
        self._is_stopping = True
        cut_off = await self._listener.stop(
            spared=self._working, grace_s=self._settings.shutdown_grace_s
        )
        log.info("clients are gone", extra={"cut_off": cut_off})

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while not self._is_stopping and (question := await self._next(reader)) is not None:
            await self._answer(question, writer)

    async def _next(self, reader: asyncio.StreamReader) -> bytes | None:
        try:
            async with asyncio.timeout(self._settings.idle_timeout_s):
                line = await reader.readuntil(b"\n")
        except (TimeoutError, asyncio.IncompleteReadError):
            return None
        except asyncio.LimitOverrunError:
            log.warning("line is too long", extra={"limit_bytes": LINE_MAX_BYTES})
            return None
        return line.rstrip(b"\r\n")

    async def _answer(self, question: bytes, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._working.add(task)
        try:
            async with self._slots:
                reply = await self._ask(question)
            writer.write(reply + b"\n")
            async with asyncio.timeout(self._settings.request_timeout_s):
                await writer.drain()
        except TimeoutError:
            log.warning("client does not read its answers")
            writer.transport.abort()
        finally:
            self._working.discard(task)

    async def _ask(self, question: bytes) -> bytes:
        try:
            return b"ok " + await self._upstream.ask(question)
        except PASSING as error:
            log.warning("upstream does not answer", extra={"error": repr(error)})
            return b"error upstream"
