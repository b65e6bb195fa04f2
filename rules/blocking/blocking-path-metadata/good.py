import asyncio
import os
from pathlib import Path


def newest(paths: list[Path]) -> float:
    return max(path.stat().st_mtime for path in paths)


async def handle(paths: list[Path]) -> None:
    print(await asyncio.to_thread(newest, paths))
    print(os.path.join("stop", paths[0].name))
