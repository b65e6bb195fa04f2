"""Receivers: weak containers."""

import time
import weakref


class Listener:
    def notify(self) -> None:
        time.sleep(1)

    def name(self) -> str:
        return "listener"


class Hub:
    def __init__(self) -> None:
        self.listeners: weakref.WeakSet[Listener] = weakref.WeakSet()

    async def publish(self) -> None:
        for listener in self.listeners:
            listener.name()  # silent: blocking
            listener.notify()  # expect: blocking-sleep
