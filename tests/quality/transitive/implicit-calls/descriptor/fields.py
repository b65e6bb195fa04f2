"""Implicit calls: descriptor (fields)."""

import requests


class Remote:
    def __init__(self, path: str) -> None:
        self.path = path

    def __get__(self, instance, owner=None) -> str:
        return self._fetch()

    def __set__(self, instance, value: str) -> None:
        requests.put(f"https://fields.example{self.path}", data=value)

    def _fetch(self) -> str:
        return requests.get(f"https://fields.example{self.path}").text
