"""Handlers that are registered out of a table."""
import asyncio
import time


def on_start() -> None:
    time.sleep(1)  # expect: blocking-sleep


def on_stop() -> None:
    time.sleep(1)  # expect: blocking-sleep


def on_error() -> None:
    time.sleep(1)  # silent: blocking


HANDLERS = {"start": on_start, "stop": on_stop}
UNUSED = {"error": on_error}


async def main() -> None:
    loop = asyncio.get_running_loop()
    for handler in HANDLERS.values():
        loop.call_soon(handler)
