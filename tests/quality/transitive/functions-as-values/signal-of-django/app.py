"""Functions as values: signal of Django."""

import requests
from django.dispatch import Signal, receiver

ordered = Signal()
viewed = Signal()


@receiver(ordered)
def bill(sender: object, **kwargs: object) -> None:
    requests.post("https://bills.example", timeout=5)


@receiver(viewed)
def count(sender: object, **kwargs: object) -> None:
    print(sender)


async def order(request: object) -> None:
    viewed.send(sender=None)  # silent: blocking
    ordered.send(sender=None)  # expect: blocking-http
    await ordered.asend(sender=None)  # silent: blocking
