"""Re exports: conditional callee."""

import subprocess


def compress(name: str) -> None:
    subprocess.run(["gzip", name], check=True)


def expand(name: str) -> None:
    subprocess.run(["gunzip", name], check=True)


def upper(name: str) -> str:
    return name.upper()


def lower(name: str) -> str:
    return name.lower()


async def convert(name: str, back: bool) -> str:
    (expand if back else compress)(name)  # expect: blocking-subprocess
    return (upper if back else lower)(name)  # silent: blocking
