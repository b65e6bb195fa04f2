"""Contents of files: read, written, copied, parsed."""

import asyncio
import bz2
import csv
import gzip
import io
import json
import lzma
import mmap
import os
import pickle
import shelve
import tomllib
from configparser import ConfigParser
from pathlib import Path
from typing import IO, TextIO

import aiofiles
import anyio
import joblib
import pandas
import toml
import yaml

ROOT = Path("/srv/data")
parser = ConfigParser()


class Store:
    def __init__(self, folder: Path, log: TextIO) -> None:
        self.folder = folder
        self.log = log

    @property
    def index(self) -> Path:
        return self.folder / "index.json"

    async def load(self) -> dict:
        return json.loads(self.index.read_text())  # expect: blocking-file-io

    async def save(self, values: dict) -> None:
        (self.folder / "values.json").write_text(json.dumps(values))  # expect: blocking-file-io
        self.log.write("saved\n")  # silent: blocking-file-io

    async def blobs(self) -> list[bytes]:
        names = ["a", "b"]
        return [(self.folder / name).read_bytes() for name in names]  # expect: blocking-file-io

    async def save_async(self, text: str) -> None:
        await anyio.Path(self.folder).write_text(text)  # silent: blocking-file-io
        async with aiofiles.open(self.index, "w") as file:  # silent: blocking-file-io
            await file.write(text)  # silent: blocking-file-io

    async def save_in_thread(self, text: str) -> None:
        await asyncio.to_thread(self.index.write_text, text)  # silent: blocking-file-io


async def with_open(path: str) -> None:
    with open(path) as file:  # beside: blocking-open
        file.read()  # expect: blocking-file-io
        file.readlines()  # expect: blocking-file-io
    with open(path) as file:  # beside: blocking-open
        for line in file:  # expect: blocking-file-io
            print(line)
    with open(path, "w") as file:  # beside: blocking-open
        file.writelines(["a", "b"])  # expect: blocking-file-io
        json.dump({}, file)  # expect: blocking-file-io


async def at_once(path: Path, target: str) -> None:
    path.open().read()  # expect: blocking-file-io
    open(target, "wb").write(path.read_bytes())  # expect: blocking-file-io, blocking-file-io
    lines = [line.strip() for line in open(target)]  # expect: blocking-file-io
    json.load(open(target))  # expect: blocking-file-io
    del lines


async def pickled(path: Path) -> None:
    with path.open("rb") as file:
        pickle.load(file)  # expect: blocking-file-io
    with path.open("wb") as file:
        pickle.dump({}, file)  # expect: blocking-file-io
    pickle.dumps({})  # silent: blocking-file-io
    joblib.load(path)  # expect: blocking-file-io
    joblib.dump({}, path)  # expect: blocking-file-io


async def formats(path: str) -> None:
    with open(path, "rb") as file:  # beside: blocking-open
        tomllib.load(file)  # expect: blocking-file-io
    with open(path) as file:  # beside: blocking-open
        yaml.safe_load(file)  # expect: blocking-file-io
    with open(path, "w") as file:  # beside: blocking-open
        yaml.safe_dump({}, file)  # expect: blocking-file-io
    toml.load(path)  # expect: blocking-file-io
    parser.read(path)  # expect: blocking-file-io
    pandas.read_csv(path)  # expect: blocking-file-io
    with open(path) as file:  # beside: blocking-open
        for row in csv.reader(file):  # expect: blocking-file-io
            print(row)


async def in_memory(text: str, data: bytes) -> None:
    buffer = io.StringIO(text)
    buffer.read()  # silent: blocking-file-io
    raw = io.BytesIO(data)
    raw.write(b"more")  # silent: blocking-file-io
    json.load(buffer)  # silent: blocking-file-io
    pickle.load(raw)  # silent: blocking-file-io
    yaml.safe_load(text)  # silent: blocking-file-io
    tomllib.loads(text)  # silent: blocking-file-io
    for row in csv.reader(text.splitlines()):  # silent: blocking-file-io
        print(row)
    for line in buffer:  # silent: blocking-file-io
        print(line)


async def compressed(path: str) -> None:
    with gzip.open(path) as file:
        file.read()  # expect: blocking-file-io
    with bz2.open(path, "rt") as file:
        file.readlines()  # expect: blocking-file-io
    with lzma.open(path) as file:
        file.read()  # expect: blocking-file-io


async def descriptors(one: int, two: int) -> None:
    os.sendfile(one, two, 0, 1 << 20)  # expect: blocking-file-io
    os.fsync(one)  # expect: blocking-fsync
    os.copy_file_range(one, two, 1 << 20)  # expect: blocking-file-io


async def others(path: str, stream: IO[bytes]) -> None:
    stream.read()  # silent: blocking-file-io
    with shelve.open(path) as shelf:  # expect: blocking-file-io
        del shelf
    with mmap.mmap(3, 0) as view:
        view.flush()  # expect: blocking-file-io


async def kernel_files() -> str:
    with open("/proc/self/status") as status:  # silent: blocking-open
        return status.read()  # silent: blocking-file-io
