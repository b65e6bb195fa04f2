"""Two kinds of reports: from a template on the disk, and made of what is in memory."""
from pathlib import Path


class Report:
    def __init__(self, name: str) -> None:
        self.name = name

    def render(self) -> str:
        return Path("templates", self.name).read_text()  # primitive: blocking

    def columns(self) -> int:
        return len(self.name)


class LiveReport:
    def __init__(self, name):
        self.name = name

    async def render(self):
        return self.name.title()
