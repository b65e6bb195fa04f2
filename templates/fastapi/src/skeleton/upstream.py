"""The service that knows the answers: one client for all requests, deadlines, further attempts."""

import asyncio

import httpx

from skeleton.limit import Limit
from skeleton.retry import retry
from skeleton.settings import Settings


class UpstreamError(Exception):
    """No answer, or none that can be used."""


class Upstream:
    def __init__(
        self, settings: Settings, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._settings = settings
        self._limit = Limit(settings.concurrency, settings.waiting)
        self._client = httpx.AsyncClient(
            base_url=settings.upstream_url,
            limits=httpx.Limits(
                max_connections=settings.pool_size, max_keepalive_connections=settings.pool_size
            ),
            timeout=httpx.Timeout(settings.request_timeout_s, connect=settings.connect_timeout_s),
            transport=transport,
        )

    async def answer(self, question: str) -> str:
        """Fails with UpstreamError, TimeoutError, or OverloadError."""
        async with asyncio.timeout(self._settings.request_timeout_s), self._limit.enter():
            try:
                response = await retry(
                    lambda: self._get(question),
                    attempts=self._settings.attempts,
                    errors=(httpx.TransportError,),
                )
                response.raise_for_status()
            except httpx.HTTPError as error:
                raise UpstreamError(repr(error)) from error
        return response.text

    async def aclose(self) -> None:
        await self._client.aclose()

    async def _get(self, question: str) -> httpx.Response:
        return await self._client.get("/answers", params={"question": question})
