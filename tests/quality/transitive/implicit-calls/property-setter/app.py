"""Implicit calls: property setter."""

from pathlib import Path


class Settings:
    def __init__(self) -> None:
        self._level = 0

    @property
    def level(self) -> int:
        return self._level

    @level.setter
    def level(self, value: int) -> None:
        self._level = value
        self._save()

    def _save(self) -> None:
        Path("settings").write_text(str(self._level))


settings = Settings()


async def louder() -> int:
    settings.level = settings.level + 1  # expect: blocking-file-io
    settings.level += 1  # expect: blocking-file-io
    return settings.level  # silent: blocking
