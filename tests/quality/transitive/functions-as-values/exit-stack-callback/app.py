"""Functions as values: exit stack callback."""

import contextlib
import shutil


async def work(folder: str) -> None:
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, folder)  # expect: blocking-tree-io
        print(folder)
