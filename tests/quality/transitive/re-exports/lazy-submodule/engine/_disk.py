"""Re exports: lazy submodule (engine._disk)."""

from pathlib import Path


def snapshot(path: Path) -> bytes:
    return _contents(path)


def _contents(path: Path) -> bytes:
    return path.read_bytes()
