"""Re exports: star plain (tools.shell)."""

import subprocess


def revision() -> str:
    return _git("rev-parse", "HEAD")


def _git(*words: str) -> str:
    return subprocess.check_output(["git", *words], text=True)
