"""Functions as values: sync wrapper of coroutine."""

import functools
import requests


def authorized(function):
    @functools.wraps(function)
    def wrapper(*args):
        _refresh_token()
        return function(*args)

    return wrapper


def _refresh_token() -> None:
    requests.post("https://id.example/token")


@authorized
async def orders() -> list:
    return []


async def handle() -> list:
    return await orders()  # expect: blocking-http
