"""Implicit calls: delete local."""

import shutil


class Scratch:
    def __init__(self, folder: str) -> None:
        self.folder = folder

    def __del__(self) -> None:
        self._remove()

    def _remove(self) -> None:
        shutil.rmtree(self.folder)


async def work() -> None:
    scratch = Scratch("scratch")
    print(scratch.folder)
    del scratch  # expect-miss: blocking-tree-io -- that this is the last reference is `probable`
