"""The application: what lives as long as it does, and its endpoints."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

import httpx
from fastapi import Depends, FastAPI, Request, Response, status
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from skeleton.health import Health
from skeleton.limit import OverloadError
from skeleton.settings import Settings
from skeleton.upstream import Upstream, UpstreamError

log = logging.getLogger(__name__)


class Answer(BaseModel):
    question: str
    answer: str


class State(BaseModel):
    ready: bool
    lag_s: float


async def get_upstream(request: Request) -> Upstream:
    return request.app.state.upstream


async def get_health(request: Request) -> Health:
    return request.app.state.health


def create_app(settings: Settings, transport: httpx.AsyncBaseTransport | None = None) -> FastAPI:
    """`transport` takes the place of the network, for tests."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.upstream = Upstream(settings, transport)
        app.state.health = Health()
        try:
            async with app.state.health.watch():
                log.info("ready")
                yield
        finally:
            await app.state.upstream.aclose()
            log.info("stopped")

    app = FastAPI(title="skeleton", lifespan=lifespan)
    app.add_exception_handler(OverloadError, on_overload)
    app.add_exception_handler(UpstreamError, on_upstream_error)
    app.add_exception_handler(TimeoutError, on_upstream_error)

    @app.get("/answers/{question}")
    async def answers(
        question: str, upstream: Annotated[Upstream, Depends(get_upstream)]
    ) -> Answer:
        return Answer(question=question, answer=await upstream.answer(question))

    @app.get("/healthz")
    async def healthz(health: Annotated[Health, Depends(get_health)]) -> State:
        return State(ready=health.is_ready, lag_s=health.lag_s)

    @app.get("/readyz")
    async def readyz(health: Annotated[Health, Depends(get_health)], response: Response) -> State:
        if not health.is_ready:
            response.status_code = status.HTTP_503_SERVICE_UNAVAILABLE
        return State(ready=health.is_ready, lag_s=health.lag_s)

    return app


async def on_overload(request: Request, error: Exception) -> JSONResponse:
    log.warning("overloaded", extra={"path": request.url.path})
    return JSONResponse({"detail": "overloaded"}, status_code=503, headers={"Retry-After": "1"})


async def on_upstream_error(request: Request, error: Exception) -> JSONResponse:
    log.warning("upstream", extra={"path": request.url.path, "error": repr(error)})
    code = 504 if isinstance(error, TimeoutError) else 502
    return JSONResponse({"detail": "the upstream does not answer"}, status_code=code)
