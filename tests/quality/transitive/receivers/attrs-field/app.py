"""attrs classes: attr.ib with a factory, define with annotations."""
import attr
from attrs import Factory, define, field
from pathlib import Path


@attr.s
class Cache:
    root = attr.ib(factory=Path)
    hits = attr.ib(default=0)

    def drop(self):
        self.root.write_text("")  # primitive: blocking


@define
class Box:
    cache: Cache
    spare = field(default=Factory(Cache))


async def clear(cache: Cache):
    cache.drop()  # expect: blocking-file-io


async def clear_box(box: Box):
    box.cache.drop()  # expect: blocking-file-io
    box.spare.drop()  # expect: blocking-file-io


async def count(box: Box):
    return box.cache.hits + 1  # silent: blocking
