import json
from pathlib import Path


class Settings:
    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def values(self) -> dict:
        return json.loads(self.path.read_text())


async def handle(settings: Settings, log: Path) -> None:
    print(settings.values["greeting"])  # expect: blocking-file-io "Settings.values"
    log.write_text("handled")  # expect: blocking-file-io
    with open("state.json") as file:  # expect: blocking-file-io "leaving"
        print(file.read())  # expect: blocking-file-io
