"""Implicit calls: enter and exit (tracing)."""

import requests


class Span:
    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> "Span":
        return self

    def __exit__(self, *exc: object) -> None:
        self._report()

    def _report(self) -> None:
        requests.post("https://traces.example", json={"name": self.name})
