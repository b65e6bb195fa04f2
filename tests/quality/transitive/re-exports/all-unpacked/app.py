"""Re exports: all unpacked."""

from kit import *


async def press() -> None:
    settle()  # expect: blocking-sleep
