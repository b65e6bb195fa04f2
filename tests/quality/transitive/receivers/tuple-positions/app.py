"""Tuples in annotations have a type at each place."""
from pathlib import Path


def split(name: str) -> tuple[str, Path]:
    return name, Path(name)


def many() -> tuple[Path, ...]:
    return ()


async def second(name: str) -> str:
    text, path = split(name)
    return path.read_text()  # expect: blocking-file-io


async def second_by_index(name: str) -> str:
    return split(name)[1].read_text()  # expect: blocking-file-io


async def each() -> None:
    for path in many():
        path.read_text()  # expect: blocking-file-io


async def first(name: str) -> str:
    text, path = split(name)
    return text.upper() + split(name)[0]  # silent: blocking
