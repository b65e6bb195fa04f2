"""Re exports: lazy submodule."""

from pathlib import Path

import engine


async def backup() -> bytes:
    return engine.disk.snapshot(Path("engine.bin"))  # expect-miss: blocking-file-io -- not followed yet
