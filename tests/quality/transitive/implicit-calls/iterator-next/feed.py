"""Implicit calls: iterator next (feed)."""

import urllib.request


class Pages:
    def __init__(self, first: str) -> None:
        self.url = first

    def __iter__(self) -> "Pages":
        return self

    def __next__(self) -> bytes:
        if not self.url:
            raise StopIteration
        return self._load()

    def _load(self) -> bytes:
        with urllib.request.urlopen(self.url) as answer:
            return answer.read()
