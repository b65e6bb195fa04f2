"""Properties that make and cache what they give."""
from functools import cached_property
from pathlib import Path


class Layout:
    def __init__(self, root: str) -> None:
        self._root = root

    @property
    def root(self) -> Path:
        return Path(self._root)

    @cached_property
    def settings(self):
        return self.root / "settings.toml"

    @property
    def title(self):
        return self._root.title()


def read(layout):
    return Layout(layout).settings.read_text()  # primitive: blocking


async def settings(layout: Layout) -> str:
    return layout.settings.read_text()  # expect: blocking-file-io


async def by_helper(name: str) -> str:
    return read(name)  # expect: blocking-file-io


async def title(layout: Layout) -> str:
    return layout.title  # silent: blocking
