import os
import shutil
from pathlib import Path


def size_of(folder: Path) -> int:
    return sum(len(names) for _, _, names in os.walk(folder))


async def clean(folder: Path) -> None:
    print(size_of(folder))  # expect: blocking-tree-io "size_of"
    for path in folder.rglob("*.pyc"):  # expect: blocking-tree-io
        print(path)
    shutil.rmtree(folder)  # expect: blocking-tree-io
