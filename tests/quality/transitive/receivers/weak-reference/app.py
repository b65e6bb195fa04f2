"""A weak reference, called, gives the object or None."""
import weakref
from pathlib import Path


class Document:
    def save(self) -> None:
        Path("document").write_text("x")  # primitive: blocking

    def title(self) -> str:
        return "document"


class View:
    def __init__(self, document: Document) -> None:
        self._document: weakref.ref[Document] = weakref.ref(document)

    async def close(self) -> None:
        document = self._document()
        if document is not None:
            document.save()  # expect: blocking-file-io

    async def title(self) -> str:
        document = self._document()
        return document.title() if document else ""  # silent: blocking
