"""Settings as a pydantic model."""
from pathlib import Path
from typing import Optional

from pydantic import BaseModel, Field


class Settings(BaseModel):
    key_file: Path = Field(default=Path("key.pem"))
    extra: Optional[Path] = None
    name: str = "app"

    def key(self) -> bytes:
        return self.key_file.read_bytes()  # primitive: blocking


class App(BaseModel):
    settings: Settings


async def sign(app: App) -> bytes:
    return app.settings.key()  # expect: blocking-file-io


async def title(app: App) -> str:
    return app.settings.name.title()  # silent: blocking
