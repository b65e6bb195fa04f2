"""Names bound inside expressions."""
from pathlib import Path


def find(name: str) -> Path | None:
    return {"a": Path("a")}.get(name)


def read(name):
    if (path := find(name)) is not None:
        return path.read_text()  # primitive: blocking
    return ""


async def show(name: str) -> str:
    return read(name)  # expect: blocking-file-io


async def show_here(name: str) -> str:
    if path := find(name):
        return path.read_text()  # expect: blocking-file-io
    return ""


async def stem(name: str) -> str:
    return path.stem if (path := find(name)) else ""  # silent: blocking
