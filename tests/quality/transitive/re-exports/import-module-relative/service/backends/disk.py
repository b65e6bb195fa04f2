"""Re exports: import module relative (service.backends.disk)."""

from pathlib import Path


def load(name: str) -> str:
    return _file(name).read_text()


def _file(name: str) -> Path:
    return Path("data") / name
