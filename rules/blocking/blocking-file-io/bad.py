import json
from pathlib import Path


class Settings:
    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def values(self) -> dict:
        return json.loads(self.path.read_text())


async def greet(settings: Settings) -> None:
    print(settings.values["greeting"])  # expect: blocking-file-io "Settings.values"


async def log(path: Path, line: str) -> None:
    with path.open("a") as file:  # expect: blocking-file-io "leaving"
        file.write(line)  # expect: blocking-file-io


async def store(path: Path, text: str) -> None:
    path.write_text(text)  # expect: blocking-file-io
