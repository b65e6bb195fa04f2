import asyncio
from pathlib import Path


def is_readable(path: Path) -> bool:
    try:
        path.open().close()
    except OSError:
        return False
    return True


async def handle(path: Path) -> None:
    if await asyncio.to_thread(is_readable, path):
        file = await asyncio.to_thread(open, path)
        print(file.fileno())
