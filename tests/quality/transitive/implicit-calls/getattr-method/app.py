"""Implicit calls: getattr method."""

import requests


class Api:
    def __getattr__(self, name: str) -> str:
        return self._fetch(name)

    def _fetch(self, name: str) -> str:
        return requests.get(f"https://api.example/{name}").text

    def known(self) -> str:
        return "known"


async def color(api: Api) -> str:
    api.known()  # silent: blocking
    return api.color  # expect: blocking-http
