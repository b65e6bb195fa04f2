"""Middlewares and signals of aiohttp; what is done before it serves keeps nobody waiting."""
import json
from pathlib import Path

import requests
from aiohttp import web


@web.middleware
async def geo(request: web.Request, handler) -> web.StreamResponse:
    requests.get("https://geo.example", params={"ip": request.remote})  # expect: blocking-http
    return await handler(request)


async def on_prepare(request: web.Request, response: web.StreamResponse) -> None:
    requests.get("https://stats.example")  # expect: blocking-http


async def on_startup(app: web.Application) -> None:
    app["settings"] = json.loads(Path("settings.json").read_text())  # silent: blocking


async def database(app: web.Application):
    Path("lock").write_text("")  # silent: blocking
    yield
    Path("lock").unlink()


app = web.Application(middlewares=[geo])
app.on_response_prepare.append(on_prepare)
app.on_startup.append(on_startup)
app.cleanup_ctx.append(database)
