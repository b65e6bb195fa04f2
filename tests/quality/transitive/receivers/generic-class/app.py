"""A generic class of the project carries its parameter to what its methods return."""
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")


class Box(Generic[T]):
    def __init__(self, item: T) -> None:
        self.item = item

    def get(self) -> T:
        return self.item

    def all(self) -> list[T]:
        return [self.item]


def fill(box: Box[Path]) -> None:
    box.get().write_text("x")  # primitive: blocking


async def direct(box: Box[Path]) -> None:
    box.get().write_text("x")  # expect: blocking-file-io
    box.item.read_bytes()  # expect: blocking-file-io
    for path in box.all():
        path.read_text()  # expect: blocking-file-io


async def through(box: Box[Path]) -> None:
    fill(box)  # expect: blocking-file-io


async def names(box: Box[str]) -> str:
    return box.get().upper()  # silent: blocking
