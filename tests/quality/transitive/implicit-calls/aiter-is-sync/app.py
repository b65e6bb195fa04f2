"""Implicit calls: aiter is sync."""

import requests


class Stream:
    def __aiter__(self):
        self._connect()
        return self

    async def __anext__(self) -> str:
        raise StopAsyncIteration

    def _connect(self) -> None:
        requests.get("https://stream.example/begin")


async def listen() -> None:
    async for line in Stream():  # expect: blocking-http
        print(line)
