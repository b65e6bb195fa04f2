"""Implicit calls: ordering."""

from dataclasses import dataclass
from pathlib import Path


@dataclass
class Entry:
    path: Path

    def __lt__(self, other: "Entry") -> bool:
        return self._size() < other._size()

    def _size(self) -> int:
        return len(self.path.read_bytes())


async def ordered(a: Entry, b: Entry) -> list[Entry]:
    return sorted([a, b])  # expect: blocking-file-io


async def smaller(a: Entry, b: Entry) -> bool:
    return a < b  # expect: blocking-file-io
