import asyncio
import io
import json
from pathlib import Path


class Settings:
    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict:
        return json.loads(self.path.read_text())


async def handle(settings: Settings, log: Path) -> None:
    values = await asyncio.to_thread(settings.read)
    print(values["greeting"])
    await asyncio.to_thread(log.write_text, "handled")
    buffer = io.StringIO()
    buffer.write("in memory")
