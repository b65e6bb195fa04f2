"""Functions as values: method caller."""

import operator
from pathlib import Path


class Document:
    def __init__(self, path: Path) -> None:
        self.path = path

    def text(self) -> str:
        return self.path.read_text()


async def texts(document: Document) -> str:
    return operator.methodcaller("text")(document)  # expect: blocking-file-io
