"""Functions as values: higher order method."""

import requests


class Breaker:
    def __init__(self) -> None:
        self.failures = 0

    def call(self, function, *args):
        try:
            return self._attempt(function, *args)
        except OSError:
            self.failures += 1
            return None

    def _attempt(self, function, *args):
        return function(*args)


breaker = Breaker()


def status() -> int:
    return requests.get("https://example.org").status_code


async def handle() -> int:
    return breaker.call(status)  # expect: blocking-http
