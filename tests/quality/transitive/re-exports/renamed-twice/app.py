"""Re exports: renamed twice."""

import high


async def book() -> None:
    high.reserve()  # expect: blocking-sleep
