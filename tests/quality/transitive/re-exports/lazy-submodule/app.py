"""Re exports: lazy submodule."""

from pathlib import Path

import engine


async def backup() -> bytes:
    return engine.disk.snapshot(Path("engine.bin"))  # expect: blocking-file-io
