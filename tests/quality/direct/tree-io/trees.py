"""Whole directories: copied, walked, packed, deleted."""

import asyncio
import filecmp
import glob
import os
import shutil
import tarfile
import tempfile
import zipfile
from glob import iglob
from pathlib import Path
from shutil import copytree, rmtree

import anyio


class Cleaner:
    root: Path

    def __init__(self, root: Path) -> None:
        self.root = root

    async def clear(self) -> None:
        shutil.rmtree(self.root)  # expect: blocking-tree-io
        rmtree(self.root / "cache", ignore_errors=True)  # expect: blocking-tree-io
        await asyncio.to_thread(shutil.rmtree, self.root)  # silent: blocking-tree-io

    async def copy(self, target: Path) -> None:
        copytree(self.root, target)  # expect: blocking-tree-io
        shutil.move(self.root, target)  # expect: blocking-tree-io

    async def list(self) -> list[Path]:
        found = self.root.glob("*.py")  # silent: blocking-tree-io
        first = sorted(found)  # expect: blocking-tree-io
        return first + list(self.root.rglob("*.txt"))  # expect: blocking-tree-io

    async def children(self) -> None:
        for child in self.root.iterdir():  # expect: blocking-tree-io
            print(child)
        async for child in anyio.Path(self.root).iterdir():  # silent: blocking-tree-io
            print(child)

    async def count(self) -> int:
        return sum(1 for _ in self.root.rglob("*"))  # expect: blocking-tree-io


async def walks(root: str) -> None:
    for folder, names, files in os.walk(root):  # expect: blocking-tree-io
        print(folder, names, files)
    entries = os.walk(root)  # silent: blocking-tree-io
    next(entries)  # expect: blocking-tree-io
    for entry in os.scandir(root):  # expect: blocking-tree-io
        print(entry.name)
    os.listdir(root)  # expect: blocking-tree-io


async def patterns(root: str) -> None:
    glob.glob(f"{root}/*.log")  # expect: blocking-tree-io
    lazy = iglob(f"{root}/*.log")  # silent: blocking-tree-io
    for name in lazy:  # expect: blocking-tree-io
        print(name)


async def archives(path: str, target: str) -> None:
    with zipfile.ZipFile(path) as archive:
        archive.extractall(target)  # expect: blocking-tree-io
    with tarfile.open(path) as archive:
        archive.extractall(target)  # expect: blocking-tree-io
    shutil.make_archive(target, "zip", target)  # expect: blocking-tree-io
    shutil.unpack_archive(path, target)  # expect: blocking-tree-io


async def comparison(one: str, two: str) -> None:
    compared = filecmp.dircmp(one, two)  # silent: blocking-tree-io
    del compared


async def scratch() -> None:
    with tempfile.TemporaryDirectory() as folder:  # expect: blocking-tree-io
        print(folder)


async def offloaded(root: str) -> list[str]:
    return await asyncio.to_thread(lambda: [name for _, _, names in os.walk(root) for name in names])  # silent: blocking-tree-io
