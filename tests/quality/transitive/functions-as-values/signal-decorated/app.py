"""Functions as values: signal decorated."""

import subprocess

from blinker import Signal

changed = Signal()


@changed.connect
def rebuild(sender) -> None:
    subprocess.run(["make"])


async def change() -> None:
    changed.send("app")  # expect: blocking-subprocess
