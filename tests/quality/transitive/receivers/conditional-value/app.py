"""A value that is one thing or the other, both of which block; and the default behind `or`."""
from pathlib import Path


class Reader:
    def __init__(self, primary: Path | None = None):
        self.path = primary or Path("fallback")

    def read(self):
        return self.path.read_text()  # primitive: blocking


def choose(is_test: bool):
    return Path("test") if is_test else Path("live")


async def load(reader: Reader):
    return reader.read()  # expect: blocking-file-io


async def chosen():
    return choose(False).read_text()  # expect: blocking-file-io


async def name():
    return choose(False).name  # silent: blocking
