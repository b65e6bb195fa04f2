import asyncio
import os
import shutil
from pathlib import Path


def size_of(folder: Path) -> int:
    return sum(len(names) for _, _, names in os.walk(folder))


async def clean(folder: Path) -> None:
    print(await asyncio.to_thread(size_of, folder))
    for path in await asyncio.to_thread(lambda: list(folder.rglob("*.pyc"))):
        print(path)
    await asyncio.to_thread(shutil.rmtree, folder)
