"""Re exports: lazy pairs (plugins.files)."""

import os


def walk_all(root: str) -> list[str]:
    return [name for _, _, names in _tree(root) for name in names]


def _tree(root: str):
    return os.walk(root)
