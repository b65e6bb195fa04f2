"""Implicit calls: generator manager."""

from places import workspace


async def build(name: str) -> str:
    with workspace(name) as folder:  # expect: blocking-tree-io
        return folder
