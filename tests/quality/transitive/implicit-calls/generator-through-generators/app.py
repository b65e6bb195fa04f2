"""Implicit calls: generator through generators."""

import os


def names(root: str):
    for _, _, files in os.walk(root):
        yield from files


def sources(root: str):
    for name in names(root):
        if name.endswith(".py"):
            yield name


async def index(root: str) -> list[str]:
    pending = sources(root)
    return sorted(pending)  # expect: blocking-tree-io
