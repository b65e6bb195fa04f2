"""Re exports: list of steps."""

from pipeline import STEPS


async def run() -> None:
    for step in STEPS:
        step()  # expect: blocking-sleep
