"""Re exports: monkey patched, where nothing may be said."""

import importlib

import library

name = input if __debug__ else print


async def handle(which: str) -> None:
    module = importlib.import_module(which)
    module.wait()  # silent: blocking
    getattr(library, which)()  # silent: blocking
