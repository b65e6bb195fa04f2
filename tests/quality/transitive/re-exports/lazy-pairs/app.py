"""Re exports: lazy pairs."""

from plugins import label, scan


async def index(root: str) -> list[str]:
    found = scan(root)  # expect-miss: blocking-tree-io -- not followed yet
    return [label(name) for name in found]  # silent: blocking
