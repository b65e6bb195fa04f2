"""Path methods that give paths, through helpers of the project."""
import tempfile
from pathlib import Path


def newest(folder: Path):
    return sorted(folder.glob("*.log"))[-1]  # primitive: blocking


def scratch():
    return Path(tempfile.gettempdir()) / "scratch"


async def tail(folder: Path):
    return newest(folder).read_text()  # expect: blocking-tree-io, blocking-file-io


async def clear():
    scratch().with_suffix(".old").write_text("")  # expect: blocking-file-io


async def describe():
    return scratch().with_suffix(".old").as_posix()  # silent: blocking
