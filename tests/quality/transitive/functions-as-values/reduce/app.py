"""Functions as values: reduce."""

import functools
import subprocess


def merge(a: str, b: str) -> str:
    return subprocess.check_output(["merge", a, b], text=True)


async def merged(names: list[str]) -> str:
    return functools.reduce(merge, names)  # expect: blocking-subprocess
