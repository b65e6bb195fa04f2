"""Re exports: alias of module."""

from board import backend


async def restart() -> None:
    backend.reset()  # expect: blocking-sleep
