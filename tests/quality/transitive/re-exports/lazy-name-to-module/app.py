"""Re exports: lazy name to module."""

import ml


async def start(name: str) -> str:
    ml.train(name)  # expect-miss: blocking-subprocess -- not followed yet
    return ml.describe(name)  # silent: blocking
