"""Implicit calls: membership."""

import requests


class Blocklist:
    def __contains__(self, name: str) -> bool:
        return name in self._names()

    def _names(self) -> list[str]:
        return requests.get("https://names.example").json()


async def allowed(names: Blocklist, name: str) -> bool:
    return name not in names  # expect: blocking-http
