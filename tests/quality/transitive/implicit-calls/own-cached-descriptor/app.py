"""Implicit calls: own cached descriptor."""

from pathlib import Path


class reify:
    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner):
        if instance is None:
            return self
        value = self.function(instance)
        instance.__dict__[self.function.__name__] = value
        return value


class Document:
    def __init__(self, path: Path) -> None:
        self.path = path

    @reify
    def text(self) -> str:
        return self.path.read_text()


async def show(document: Document) -> str:
    return document.text  # expect: blocking-file-io
