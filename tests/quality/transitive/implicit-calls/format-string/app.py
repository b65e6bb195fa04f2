"""Implicit calls: format string."""

import subprocess


class Version:
    def __str__(self) -> str:
        return self._ask()

    def _ask(self) -> str:
        return subprocess.check_output(["tool", "--version"], text=True)


class Plain:
    def __str__(self) -> str:
        return "plain"


async def banner(version: Version, plain: Plain) -> str:
    text = f"version {version}"  # expect: blocking-subprocess
    return text + f"{plain}"  # silent: blocking
