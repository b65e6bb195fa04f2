"""Functions as values: closure pair."""

import requests


def endpoint(base: str):
    def get(path: str) -> str:
        return requests.get(base + path).text

    def name() -> str:
        return base

    return get, name


get, name = endpoint("https://example.org")


async def handle() -> str:
    name()  # silent: blocking
    return get("/")  # expect: blocking-http
