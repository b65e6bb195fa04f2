"""Opening files, with nothing done to them."""

import bz2
import codecs
import gzip
import io
import lzma
import os
import tempfile
from pathlib import Path

import aiofiles
import anyio


class Appender:
    def __init__(self, path: Path) -> None:
        self.path = path

    async def start(self) -> None:
        self.file = open(self.path, "a")  # expect: blocking-open
        self.other = self.path.open("a")  # expect: blocking-open
        self.third = (self.path / "sub").open()  # expect: blocking-open

    async def start_async(self) -> None:
        self.quick = await anyio.open_file(self.path, "a")  # silent: blocking-open
        self.quicker = await aiofiles.open(self.path, "a")  # silent: blocking-open


async def spellings(path: str, data: bytes) -> None:
    io.open(path)  # expect: blocking-open
    codecs.open(path)  # expect: blocking-open
    os.open(path, os.O_RDONLY)  # expect: blocking-open
    gzip.open(path)  # expect: blocking-open
    bz2.open(path)  # expect: blocking-open
    lzma.open(path)  # expect: blocking-open
    io.StringIO("text")  # silent: blocking-open
    io.BytesIO(data)  # silent: blocking-open
    gzip.open(io.BytesIO(data))  # silent: blocking-open


async def temporary() -> None:
    tempfile.TemporaryFile()  # expect: blocking-open
    with tempfile.NamedTemporaryFile() as file:  # expect: blocking-open
        print(file.name)


async def descriptors(number: int) -> None:
    os.fdopen(number)  # expect: blocking-open


async def own(open) -> None:
    open("door")  # silent: blocking-open


class Door:
    def open(self) -> bool:
        return True


async def opens_door(door: Door) -> None:
    door.open()  # silent: blocking-open
