"""Functions as values: signal not sent, where nothing may be said."""

import time

from blinker import Signal

changed = Signal()
started = Signal()


@changed.connect
def slow(sender) -> None:
    time.sleep(1)


async def start() -> None:
    started.send("app")  # silent: blocking
