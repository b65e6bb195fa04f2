"""A protocol that nobody derives from: whoever has its methods may come."""
import time
from typing import Protocol


class Notifier(Protocol):
    def notify(self, text: str) -> None: ...


class Describer(Protocol):
    def describe(self) -> str: ...


class Mail:
    def notify(self, text: str) -> None:
        time.sleep(0.3)  # primitive: blocking


class Plain:
    def describe(self) -> str:
        return "plain"


async def alarm(notifier: Notifier) -> None:
    notifier.notify("fire")  # expect: blocking-sleep


async def tell(describer: Describer) -> str:
    return describer.describe()  # silent: blocking
