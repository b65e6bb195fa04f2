"""Receivers: context variable that is only set."""

from contextvars import ContextVar

import requests


class Client:
    def fetch(self) -> str:
        return requests.get("https://data.example", timeout=5).text

    def name(self) -> str:
        return "client"


current = ContextVar("current")


def enter(client: Client) -> None:
    current.set(client)


async def handle() -> str:
    current.get().fetch()  # expect: blocking-http
    return current.get().name()  # silent: blocking
