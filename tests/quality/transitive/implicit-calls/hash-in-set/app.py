"""Implicit calls: hash in set."""

from pathlib import Path


class Blob:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __hash__(self) -> int:
        return hash(self._content())

    def _content(self) -> bytes:
        return self.path.read_bytes()


async def unique(a: Blob, b: Blob) -> set[Blob]:
    hash(a)  # expect: blocking-file-io
    return {a, b}  # expect: blocking-file-io
