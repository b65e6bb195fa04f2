"""Re exports: lazy name to module."""

import ml


async def start(name: str) -> str:
    ml.train(name)  # expect: blocking-subprocess
    return ml.describe(name)  # silent: blocking
