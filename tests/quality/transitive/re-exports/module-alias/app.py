"""Re exports: module alias."""

from pathlib import Path

from files import load


async def configure() -> str:
    return load(Path("service.toml"))  # expect: blocking-file-io
