"""Functions as values: stored callback."""

import requests

from worker import Worker


def tell_everyone() -> None:
    requests.post("https://chat.example", data="done")


worker = Worker()
worker.on_done = tell_everyone


async def handle() -> None:
    worker.finish()  # expect: blocking-http
