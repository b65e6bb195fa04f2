"""Re exports: fallback import."""

from timing import settle


async def measure() -> None:
    settle()  # expect: blocking-sleep
