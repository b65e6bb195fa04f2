"""Implicit calls: next of generator."""

import subprocess


def numbers():
    while True:
        yield _draw()


def _draw() -> str:
    return subprocess.check_output(["draw"], text=True)


async def draw() -> str:
    return next(numbers())  # expect: blocking-subprocess
