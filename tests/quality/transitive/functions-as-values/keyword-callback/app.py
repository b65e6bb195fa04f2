"""Functions as values: keyword callback."""

import shutil


def walk(names: list[str], *, visit=print) -> None:
    for name in names:
        visit(name)


def remove(name: str) -> None:
    shutil.rmtree(name)


async def clean(names: list[str]) -> None:
    walk(names, visit=remove)  # expect: blocking-tree-io
    walk(names, visit=len)  # silent: blocking
