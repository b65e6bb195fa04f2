"""Re exports: import module literal."""

import importlib


async def start() -> None:
    heavy = importlib.import_module("heavy")
    heavy.warm_up()  # expect: blocking-sleep
