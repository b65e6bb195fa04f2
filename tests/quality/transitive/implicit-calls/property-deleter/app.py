"""Implicit calls: property deleter."""

import shutil


class Cache:
    @property
    def folder(self) -> str:
        return "cache"

    @folder.deleter
    def folder(self) -> None:
        self._drop()

    def _drop(self) -> None:
        shutil.rmtree("cache")


async def clear(cache: Cache) -> None:
    del cache.folder  # expect: blocking-tree-io
