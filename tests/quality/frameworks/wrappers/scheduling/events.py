"""A project's own way to put something on the loop, three functions deep."""
import asyncio
import time
from functools import partial


class Events:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def post(self, callback, *args) -> None:
        self._loop.call_soon_threadsafe(partial(callback, *args))

    def post_later(self, callback, *args) -> None:
        self._loop.call_later(1, lambda: callback(*args))


def announce(events: Events, callback) -> None:
    events.post(callback)


def ring() -> None:
    time.sleep(1)  # expect: blocking-sleep


def chime() -> None:
    time.sleep(1)  # expect: blocking-sleep


def knock() -> None:
    time.sleep(1)  # silent: blocking


def main(events: Events) -> None:
    announce(events, ring)
    events.post_later(chime)
    knock()
