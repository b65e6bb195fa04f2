"""An upstream and clients for the tests: real sockets on free ports of this machine."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from skeleton.gateway import Gateway
from skeleton.listener import Listener
from skeleton.pool import LINE_MAX_BYTES
from skeleton.settings import Settings
from skeleton.upstream import Upstream

Answer = Callable[[bytes], Awaitable[bytes | None]]  # None: hang up


async def echo(question: bytes) -> bytes:
    return question.upper()


class FakeUpstream:
    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.connections = 0
        self.working = 0
        self.most_working = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        while question := await reader.readline():
            self.working += 1
            self.most_working = max(self.most_working, self.working)
            answer = await self.answer(question.rstrip(b"\n"))
            self.working -= 1
            if answer is None:
                return
            writer.write(answer + b"\n")
            await writer.drain()


@asynccontextmanager
async def upstream(answer: Answer = echo) -> AsyncIterator[tuple[FakeUpstream, int]]:
    fake = FakeUpstream(answer)
    listener = Listener(fake.serve)
    await listener.start("127.0.0.1", 0, limit=LINE_MAX_BYTES)
    try:
        yield fake, listener.port
    finally:
        await listener.stop()


@asynccontextmanager
async def gateway(settings: Settings) -> AsyncIterator[Gateway]:
    source = Upstream(settings)
    served = Gateway(settings, source)
    await served.start()
    try:
        yield served
    finally:
        await served.stop()
        source.close()


async def ask(port: int, *questions: bytes) -> list[bytes]:
    """What a client gets that sends these lines over one connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answers = []
    try:
        for question in questions:
            writer.write(question + b"\n")
            await writer.drain()
            answers.append((await reader.readline()).rstrip(b"\n"))
    finally:
        writer.close()
    return answers
