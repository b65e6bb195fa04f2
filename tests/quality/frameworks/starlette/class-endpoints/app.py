"""Methods of an endpoint: sync ones get a thread."""
import urllib.request

from starlette.applications import Starlette
from starlette.endpoints import HTTPEndpoint, WebSocketEndpoint
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute


class Proxy(HTTPEndpoint):
    def get(self, request: Request) -> PlainTextResponse:
        urllib.request.urlopen("http://backend")  # silent: blocking
        return PlainTextResponse("")

    async def post(self, request: Request) -> PlainTextResponse:
        urllib.request.urlopen("http://backend")  # expect: blocking-http
        return PlainTextResponse("")


class Feed(WebSocketEndpoint):
    async def on_receive(self, socket, data) -> None:
        urllib.request.urlopen("http://backend")  # expect: blocking-http


app = Starlette(routes=[Route("/", Proxy), WebSocketRoute("/feed", Feed)])
