"""A port, and a task for each client: kept, so that none is lost, and ended in order."""

import asyncio
from collections.abc import Awaitable, Callable, Collection

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
Client = asyncio.Task[None]


class Listener:
    def __init__(self, serve: Serve) -> None:
        self._serve = serve
        self._clients: set[Client] = set()
        self._server: asyncio.Server | None = None

    @property
    def port(self) -> int:
        assert self._server is not None
        return self._server.sockets[0].getsockname()[1]

    async def start(self, host: str, port: int, *, limit: int) -> None:
        """Listens; a line of a client may have `limit` bytes."""
        self._server = await asyncio.start_server(self._accept, host, port, limit=limit)

    async def stop(self, *, spared: Collection[Client] = (), grace_s: float = 0.0) -> int:
        """Takes no more clients and ends those there are, `spared` ones after `grace_s` seconds.

        Returns how many of these were cut off.
        """
        if self._server is not None:
            self._server.close()
        for client in self._clients.difference(spared):
            client.cancel()
        late: set[Client] = set()
        if self._clients:
            _, late = await asyncio.wait(self._clients, timeout=grace_s)
        cut_off = len(late.intersection(spared))
        for client in late:
            client.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        return cut_off

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        client = asyncio.create_task(self._run(reader, writer))
        self._clients.add(client)
        client.add_done_callback(self._clients.discard)

    async def _run(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._serve(reader, writer)
        except ConnectionError:
            pass  # the client went away
        finally:
            writer.close()
