"""NewType gives back what it is given."""
from pathlib import Path
from typing import NewType

ConfigPath = NewType("ConfigPath", Path)
Name = NewType("Name", str)


def load(path: ConfigPath) -> str:
    return path.read_text()  # primitive: blocking


async def start(path: ConfigPath) -> str:
    return load(path)  # expect: blocking-file-io


async def start_made() -> str:
    return ConfigPath(Path("config")).read_text()  # expect: blocking-file-io


async def upper(name: Name) -> str:
    return name.upper()  # silent: blocking
