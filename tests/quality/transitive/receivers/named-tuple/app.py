"""Fields of named tuples, by name, by index and unpacked."""
from collections import namedtuple
from pathlib import Path
from typing import NamedTuple


class Pair(NamedTuple):
    source: Path
    label: str


Loose = namedtuple("Loose", ["source", "label"])


def copy(pair: Pair) -> bytes:
    return pair.source.read_bytes()  # primitive: blocking


async def by_helper(pair: Pair) -> bytes:
    return copy(pair)  # expect: blocking-file-io


async def by_index(pair: Pair) -> bytes:
    return pair[0].read_bytes()  # expect: blocking-file-io


async def unpacked(pair: Pair) -> bytes:
    source, label = pair
    return source.read_bytes()  # expect: blocking-file-io


async def label(pair: Pair, loose: Loose) -> str:
    return pair.label.upper() + loose.label.upper()  # silent: blocking
