import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import httpx
import pytest

from skeleton.app import create_app
from skeleton.settings import Settings

pytestmark = pytest.mark.anyio

Answer = Callable[[httpx.Request], Awaitable[httpx.Response]]


@asynccontextmanager
async def client_of(answer: Answer, settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the application, whose upstream is a function."""
    app = create_app(settings, httpx.MockTransport(answer))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app), base_url="http://here", timeout=10
        ) as client,
    ):
        yield client


async def echo(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, text=request.url.params["question"].upper())


async def test_a_question_is_answered():
    async with client_of(echo, Settings()) as client:
        response = await client.get("/answers/a")
    assert response.json() == {"question": "a", "answer": "A"}


async def test_a_connection_that_fails_is_tried_again():
    failures = [httpx.ConnectError("refused"), httpx.ConnectError("refused")]

    async def flaky(request: httpx.Request) -> httpx.Response:
        if failures:
            raise failures.pop()
        return await echo(request)

    async with client_of(flaky, Settings(attempts=3)) as client:
        response = await client.get("/answers/a")
    assert (response.status_code, failures) == (200, [])


async def test_an_upstream_that_fails_is_a_502():
    async def broken(request: httpx.Request) -> httpx.Response:
        return httpx.Response(500)

    async with client_of(broken, Settings()) as client:
        assert (await client.get("/answers/a")).status_code == 502


async def test_an_upstream_that_is_silent_is_a_504():
    async def silent(request: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        return httpx.Response(200)

    async with client_of(silent, Settings(request_timeout_s=0.05)) as client:
        assert (await client.get("/answers/a")).status_code == 504


async def test_too_many_requests_are_turned_away():
    is_open = asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        await is_open.wait()
        return await echo(request)

    async with client_of(slow, Settings(concurrency=1, waiting=1)) as client:
        async with asyncio.TaskGroup() as group:
            first = [group.create_task(client.get("/answers/a")) for _ in range(2)]
            await asyncio.sleep(0.5)  # both have arrived
            refused = await client.get("/answers/a")
            is_open.set()
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "1")
    assert [task.result().status_code for task in first] == [200, 200]


async def test_it_is_ready_while_it_runs():
    app = create_app(Settings(), httpx.MockTransport(echo))
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://here", timeout=10
    ) as client:
        async with app.router.lifespan_context(app):
            assert (await client.get("/healthz")).status_code == 200
            assert (await client.get("/readyz")).json()["ready"] is True
        assert (await client.get("/readyz")).status_code == 503
