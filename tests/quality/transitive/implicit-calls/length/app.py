"""Implicit calls: length."""

import os


class Folder:
    def __init__(self, path: str) -> None:
        self.path = path

    def __len__(self) -> int:
        return sum(len(files) for _, _, files in os.walk(self.path))


async def size(path: str) -> int:
    folder = Folder(path)
    if not folder:  # expect: blocking-tree-io
        return 0
    return len(folder)  # expect: blocking-tree-io
