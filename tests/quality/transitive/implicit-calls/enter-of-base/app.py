"""Implicit calls: enter of base."""

from base import NamedGuard


async def handle() -> None:
    with NamedGuard("door") as guard:  # expect: blocking-sleep
        print(guard.name)
