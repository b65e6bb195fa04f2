"""Wrappers of the project, of each other, through partial and star arguments."""
import time

from blocking import retried, run_blocking


def fetch(url: str, timeout: int = 1) -> str:
    time.sleep(timeout)  # silent: blocking
    return url


async def main() -> None:
    await run_blocking(fetch, "a", timeout=2)
    await retried(fetch, "b")
    await retried(fetch, fetch("c"))  # expect: blocking-sleep
