"""A protocol that its implementers name as a base."""
from abc import abstractmethod
from pathlib import Path
from typing import Protocol


class Storage(Protocol):
    @abstractmethod
    def put(self, key: str, data: bytes) -> None: ...

    @abstractmethod
    def size(self) -> int: ...


class Disk(Storage):
    def put(self, key, data):
        Path(key).write_bytes(data)  # primitive: blocking

    def size(self):
        return 1


async def upload(storage: Storage, data: bytes) -> None:
    storage.put("a", data)  # expect: blocking-file-io


async def size(storage: Storage) -> int:
    return storage.size()  # silent: blocking
