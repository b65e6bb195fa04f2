"""Functions as values: getters as keys."""

from operator import attrgetter, itemgetter, methodcaller
from pathlib import Path


class Page:
    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def words(self) -> int:
        return len(self.path.read_text().split())

    @property
    def name(self) -> str:
        return self.path.name


async def order(pages: list[Page], table: dict[str, Page]) -> list[Page]:
    sorted(pages, key=attrgetter("words"))  # expect: blocking-file-io
    sorted(pages, key=attrgetter("name"))  # silent: blocking
    print(itemgetter("first")(table).words)  # expect: blocking-file-io
    print(itemgetter("first")(table).name)  # silent: blocking
    return sorted(pages, key=methodcaller("__repr__"))  # silent: blocking
