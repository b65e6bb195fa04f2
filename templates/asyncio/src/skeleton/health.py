"""Who watches asks here: is the loop turning, and is the service ready for work?"""

import asyncio
import json
import logging

from skeleton.listener import Listener

log = logging.getLogger(__name__)

HEADER_MAX_BYTES = 8 * 1024
ANSWER_TIMEOUT_S = 5.0
LAG_EVERY_S = 0.5
LAG_WARN_S = 0.1


class Health:
    """GET /healthz: 200 while the loop turns. GET /readyz: 200 while `is_ready`, else 503."""

    def __init__(self) -> None:
        self.is_ready = False
        self.lag_s = 0.0
        self._listener = Listener(self._serve)

    @property
    def port(self) -> int:
        return self._listener.port

    async def start(self, host: str, port: int) -> None:
        await self._listener.start(host, port, limit=HEADER_MAX_BYTES)

    async def stop(self) -> None:
        await self._listener.stop()

    async def watch(self) -> None:
        """Measures for ever how late the loop comes: something that blocks shows here first."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + LAG_EVERY_S
            await asyncio.sleep(LAG_EVERY_S)
            self.lag_s = loop.time() - due
            if self.lag_s > LAG_WARN_S:
                log.warning("the loop was blocked", extra={"lag_s": round(self.lag_s, 3)})

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(ANSWER_TIMEOUT_S):
                head = await reader.readuntil(b"\r\n\r\n")
                writer.write(self._answer(head.split(b"\r\n", 1)[0]))
                await writer.drain()
        except (TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # not a question that can be answered

    def _answer(self, request: bytes) -> bytes:
        state = {"ready": self.is_ready, "lag_s": round(self.lag_s, 3)}
        if request.startswith(b"GET /healthz "):
            return _response("200 OK", state)
        if request.startswith(b"GET /readyz "):
            return _response("200 OK" if self.is_ready else "503 Service Unavailable", state)
        return _response("404 Not Found", {})


def _response(status: str, state: dict[str, object]) -> bytes:
    body = json.dumps(state).encode()
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body
