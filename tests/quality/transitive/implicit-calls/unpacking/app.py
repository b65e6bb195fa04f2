"""Implicit calls: unpacking."""

import requests


class Pair:
    def __iter__(self):
        yield self._ask("left")
        yield self._ask("right")

    def _ask(self, side: str) -> str:
        return requests.get(f"https://pair.example/{side}").text


async def handle() -> str:
    left, right = Pair()  # expect: blocking-http
    return left + right
