"""Re exports: lazy pairs."""

from plugins import label, scan


async def index(root: str) -> list[str]:
    found = scan(root)  # expect: blocking-tree-io
    return [label(name) for name in found]  # silent: blocking
