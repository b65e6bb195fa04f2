"""The annotation says nothing, the factory does."""
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Paths:
    home: Any = field(default_factory=Path)
    label: Any = field(default="paths")


def first_line(paths: Paths) -> str:
    return paths.home.read_text()  # primitive: blocking


async def start(paths: Paths) -> str:
    return first_line(paths)  # expect: blocking-file-io


async def label(paths: Paths) -> str:
    return paths.label.upper()  # silent: blocking
