"""Functions as values: partial passed."""

import functools
import subprocess


def run(name: str, check: bool) -> None:
    subprocess.run([name], check=check)


def each(function, names: list[str]) -> None:
    for name in names:
        function(name)


async def handle(names: list[str]) -> None:
    each(functools.partial(run, check=True), names)  # expect: blocking-subprocess
