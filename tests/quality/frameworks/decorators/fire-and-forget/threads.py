"""A decorator that starts a thread, on methods that the loop calls."""
import asyncio
import functools
import threading
import urllib.request


def background(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        threading.Thread(target=function, args=args, kwargs=kwargs, daemon=True).start()

    return wrapper


class Beacon(asyncio.Protocol):
    def data_received(self, data: bytes) -> None:
        self.forward(data)
        self.forward_now(data)  # expect: blocking-http

    @background
    def connection_lost(self, error) -> None:
        urllib.request.urlopen("http://collector/lost")  # silent: blocking

    @background
    def forward(self, data: bytes) -> None:
        urllib.request.urlopen("http://collector/", data)  # silent: blocking

    def forward_now(self, data: bytes) -> None:
        urllib.request.urlopen("http://collector/", data)  # primitive: blocking


def attach(loop: asyncio.AbstractEventLoop, beacon: Beacon) -> None:
    loop.call_later(60, beacon.forward, b"alive")
