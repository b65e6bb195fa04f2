"""Implicit calls: cached property."""

import subprocess
from functools import cached_property


class Repository:
    @cached_property
    def head(self) -> str:
        return self._git("rev-parse", "HEAD")

    def _git(self, *words: str) -> str:
        return subprocess.run(["git", *words], capture_output=True, text=True).stdout


async def describe() -> str:
    repository = Repository()
    return repository.head[:8]  # expect: blocking-subprocess
