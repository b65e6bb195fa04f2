"""Functions as values: single dispatch."""

import functools
from pathlib import Path


@functools.singledispatch
def content(source) -> str:
    raise TypeError(source)


@content.register
def _(source: Path) -> str:
    return source.read_text()


@content.register(str)
def _from_name(source: str) -> str:
    return Path(source).read_text()


async def show(source) -> str:
    return content(source)  # expect: blocking-file-io
