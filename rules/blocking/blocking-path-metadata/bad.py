import os
from pathlib import Path


def newest(paths: list[Path]) -> float:
    return max(path.stat().st_mtime for path in paths)


async def handle(paths: list[Path]) -> None:
    print(newest(paths))  # expect: blocking-path-metadata "newest"
    if os.path.exists("stop"):  # expect: blocking-path-metadata
        paths[0].unlink()  # expect: blocking-path-metadata
