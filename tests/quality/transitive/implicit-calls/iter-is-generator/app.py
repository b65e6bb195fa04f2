"""Implicit calls: iter is generator."""

from pathlib import Path


class Lines:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __iter__(self):
        yield from self._read().splitlines()

    def _read(self) -> str:
        return self.path.read_text()


async def count(path: Path) -> int:
    return sum(1 for line in Lines(path) if line)  # expect: blocking-file-io
