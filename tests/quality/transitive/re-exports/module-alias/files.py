"""Re exports: module alias (files)."""

from pathlib import Path


def _read_config(path: Path) -> str:
    return path.read_text()


read_config = _read_config
load = read_config
