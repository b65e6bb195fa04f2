"""What books stand on."""
import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator


class Shelf:
    def __init__(self, title: str) -> None:
        self.title = title

    def __enter__(self) -> "Shelf":
        return self

    def __exit__(self, *error: object) -> None:
        print("left")

    def dust(self) -> int:
        return len(self.title)


class Catalogue:
    def __await__(self) -> Iterator:
        return asyncio.sleep(0).__await__()

    async def __aenter__(self) -> "Catalogue":
        return self

    async def __aexit__(self, *error: object) -> None:
        print("left")

    def __aiter__(self) -> "Catalogue":
        return self

    async def __anext__(self) -> str:
        raise StopAsyncIteration

    def titles(self) -> list[str]:
        return ["a", "b"]

    async def sort(self) -> None:
        print("sorted")


@contextlib.asynccontextmanager
async def open_shelf(title: str) -> AsyncIterator[Shelf]:
    yield Shelf(title)


@contextlib.contextmanager
def shelf_of(title: str) -> Iterator[Shelf]:
    yield Shelf(title)


async def walk(room: str) -> AsyncIterator[str]:
    yield room
