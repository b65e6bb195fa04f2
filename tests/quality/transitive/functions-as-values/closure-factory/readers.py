"""Functions as values: closure factory (readers)."""

from pathlib import Path


def reader(folder: str):
    base = Path(folder)

    def read(name: str) -> str:
        return (base / name).read_text()

    return read
