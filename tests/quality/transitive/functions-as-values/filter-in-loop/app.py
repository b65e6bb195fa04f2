"""Functions as values: filter in loop."""

import requests


def is_up(url: str) -> bool:
    return _head(url) == 200


def _head(url: str) -> int:
    return requests.head(url).status_code


async def working(urls: list[str]) -> list[str]:
    found = []
    for url in filter(is_up, urls):  # expect: blocking-http
        found.append(url)
    return found
