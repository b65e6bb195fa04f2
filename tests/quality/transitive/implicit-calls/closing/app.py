"""Implicit calls: closing."""

import contextlib
import requests


class Report:
    def add(self, line: str) -> None:
        self.line = line

    def close(self) -> None:
        self._send()

    def _send(self) -> None:
        requests.post("https://reports.example", data=self.line)


async def report(line: str) -> None:
    with contextlib.closing(Report()) as out:  # expect: blocking-http
        out.add(line)
