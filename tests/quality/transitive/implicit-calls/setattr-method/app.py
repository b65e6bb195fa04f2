"""Implicit calls: setattr method."""

from pathlib import Path


class Persistent:
    def __setattr__(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)
        self._save(name, value)

    def _save(self, name: str, value: object) -> None:
        Path(name).write_text(str(value))


async def change(state: Persistent) -> None:
    state.color = "red"  # expect: blocking-file-io
