"""Attributes of the class itself."""
from pathlib import Path


class Base:
    folder = Path("state")
    default_name: str = "state.json"


class Keeper(Base):
    notes = folder_notes = Path("notes")

    def save(self, text):
        (self.folder / self.default_name).write_text(text)  # primitive: blocking

    def target(self):
        return self.folder / self.default_name


async def keep(keeper: Keeper):
    keeper.save("x")  # expect: blocking-file-io
    keeper.notes.read_text()  # expect: blocking-file-io


async def where(keeper: Keeper):
    return keeper.target(), Keeper.folder.name  # silent: blocking
