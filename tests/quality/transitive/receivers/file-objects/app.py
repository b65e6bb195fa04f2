"""File objects in attributes and from helpers."""
import io


class Journal:
    def __init__(self, name):
        self.file = open(name, "a")
        self.memory = io.StringIO()

    def note(self, text):
        self.file.write(text)  # primitive: blocking
        self.file.flush()

    def keep(self, text):
        self.memory.write(text)


def copy(source: io.TextIOWrapper) -> str:
    return source.read()  # primitive: blocking


async def log(journal: Journal):
    journal.note("x")  # expect: blocking-file-io


async def read(source: io.TextIOWrapper):
    return copy(source)  # expect: blocking-file-io


async def keep(journal: Journal):
    journal.keep("x")  # silent: blocking
