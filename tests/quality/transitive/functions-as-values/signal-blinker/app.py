"""Functions as values: signal blinker."""

import requests
from blinker import signal

saved = signal("saved")


def mirror(sender, **extra) -> None:
    requests.post("https://mirror.example", json=extra)


saved.connect(mirror)


async def save(document: dict) -> None:
    saved.send("app", document=document)  # expect: blocking-http
