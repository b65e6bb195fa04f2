"""Handlers of aiohttp are coroutine functions; a bare one is called on the loop, with a warning."""
import asyncio
import sqlite3

from aiohttp import web

routes = web.RouteTableDef()


def load() -> list:
    return sqlite3.connect("a").execute("select * from a").fetchall()  # primitive: blocking


@routes.get("/")
async def index(request: web.Request) -> web.Response:
    return web.json_response(load())  # expect: blocking-database


@routes.get("/there")
async def there(request: web.Request) -> web.Response:
    return web.json_response(await asyncio.to_thread(load))  # silent: blocking


def bare(request: web.Request) -> web.Response:
    return web.json_response(load())  # expect: blocking-database


class Items(web.View):
    async def get(self) -> web.Response:
        return web.json_response(load())  # expect: blocking-database


app = web.Application()
app.add_routes(routes)
app.router.add_get("/bare", bare)
app.router.add_view("/items", Items)
