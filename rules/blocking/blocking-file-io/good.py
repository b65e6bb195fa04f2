import asyncio
import io
import json
from pathlib import Path


class Settings:
    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict:
        return json.loads(self.path.read_text())


async def greet(settings: Settings) -> None:
    values = await asyncio.to_thread(settings.read)
    print(values["greeting"])
    buffer = io.StringIO()
    buffer.write("in memory")


async def store(path: Path, text: str) -> None:
    await asyncio.to_thread(path.write_text, text)
