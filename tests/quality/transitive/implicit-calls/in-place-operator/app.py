"""Implicit calls: in place operator."""

import requests


class Log:
    def __init__(self) -> None:
        self.lines: list[str] = []

    def __iadd__(self, line: str) -> "Log":
        self._send(line)
        return self

    def __add__(self, line: str) -> "Log":
        self.lines.append(line)
        return self

    def _send(self, line: str) -> None:
        requests.post("https://log.example", data=line)


async def note(log: Log, line: str) -> Log:
    log += line  # expect: blocking-http
    return log + line  # silent: blocking
