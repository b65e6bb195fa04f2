"""Context managers that hand out something else than themselves."""
import shelve
import tempfile
from contextlib import contextmanager
from pathlib import Path


class Workspace:
    def __enter__(self) -> Path:
        return Path(tempfile.gettempdir())

    def __exit__(self, *error):
        return None


@contextmanager
def opened(name):
    yield Ledger(name)


class Ledger:
    def __init__(self, name):
        self.name = name

    def write(self):
        shelve.open(self.name).sync()  # primitive: blocking

    def title(self):
        return self.name


async def fill():
    with Workspace() as folder:
        (folder / "a").write_text("a")  # expect: blocking-file-io
    with opened("ledger") as ledger:
        ledger.write()  # expect: blocking-file-io


async def read_title():
    with opened("ledger") as ledger:
        return ledger.title()  # silent: blocking
