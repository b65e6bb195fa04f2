"""Questions to the file system that take one system call each."""

import os
import os.path as osp
import shutil
from os.path import exists, join
from pathlib import Path, PurePath
from typing import Optional

import anyio


class Library:
    def __init__(self, root: str) -> None:
        self.root = Path(root)
        self.trash: Optional[Path] = None

    def book(self, name: str) -> Path:
        return self.root / name

    async def has(self, name: str) -> bool:
        return self.book(name).exists()  # expect: blocking-path-metadata

    async def prepare(self) -> None:
        self.root.mkdir(parents=True, exist_ok=True)  # expect: blocking-path-metadata
        self.root.parent.is_dir()  # expect: blocking-path-metadata
        if self.trash:
            self.trash.rmdir()  # expect: blocking-path-metadata
        (self.root / "index").touch()  # expect: blocking-path-metadata
        self.root.joinpath("old").unlink(missing_ok=True)  # expect: blocking-path-metadata

    async def names(self) -> list[str]:
        parts = self.root.parts  # silent: blocking-path-metadata
        return [self.root.name, self.root.with_suffix(".db").stem, *parts]  # silent: blocking-path-metadata

    async def has_async(self, name: str) -> bool:
        return await anyio.Path(self.root, name).exists()  # silent: blocking-path-metadata


async def module_functions(path: str) -> None:
    os.stat(path)  # expect: blocking-path-metadata
    os.lstat(path)  # expect: blocking-path-metadata
    os.access(path, os.R_OK)  # expect: blocking-path-metadata
    os.rename(path, path + "~")  # expect: blocking-path-metadata
    os.replace(path, path + "~")  # expect: blocking-path-metadata
    os.remove(path)  # expect: blocking-path-metadata
    os.mkdir(path)  # expect: blocking-path-metadata
    os.makedirs(path, exist_ok=True)  # expect: blocking-path-metadata
    os.chmod(path, 0o600)  # expect: blocking-path-metadata
    os.readlink(path)  # expect: blocking-path-metadata
    os.getpid()  # silent: blocking-path-metadata
    os.environ.get("HOME")  # silent: blocking-path-metadata


async def path_functions(path: str) -> None:
    exists(path)  # expect: blocking-path-metadata
    osp.isfile(path)  # expect: blocking-path-metadata
    osp.getsize(path)  # expect: blocking-path-metadata
    os.path.getmtime(path)  # expect: blocking-path-metadata
    os.path.islink(path)  # expect: blocking-path-metadata
    os.path.realpath(path)  # expect: blocking-path-metadata
    join(path, "x")  # silent: blocking-path-metadata
    osp.basename(path)  # silent: blocking-path-metadata
    osp.splitext(path)  # silent: blocking-path-metadata
    osp.normpath(path)  # silent: blocking-path-metadata


async def objects(path: Path, pure: PurePath) -> None:
    path.stat().st_size  # expect: blocking-path-metadata
    path.resolve()  # expect: blocking-path-metadata
    path.rename("other")  # expect: blocking-path-metadata
    path.is_symlink()  # expect: blocking-path-metadata
    path.chmod(0o600)  # expect: blocking-path-metadata
    path.symlink_to("other")  # expect: blocking-path-metadata
    for child in (path / "a", path / "b"):
        child.is_file()  # expect: blocking-path-metadata
    pure.match("*.py")  # silent: blocking-path-metadata
    path.is_absolute()  # silent: blocking-path-metadata
    path.as_posix()  # silent: blocking-path-metadata
    path.relative_to("/")  # silent: blocking-path-metadata


async def disks() -> None:
    shutil.disk_usage("/")  # expect: blocking-path-metadata
    shutil.which("git")  # expect: blocking-path-metadata
    os.statvfs("/")  # expect: blocking-path-metadata
