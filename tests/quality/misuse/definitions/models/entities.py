"""Special methods, decorators and caches of a data layer."""
import asyncio
import functools
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from functools import cached_property

from async_lru import alru_cache
from cachetools import TTLCache, cached
from overrides import lazy


class Table:
    def __init__(self, name: str) -> None:
        self.name = name

    async def __bool__(self) -> bool:  # expect: async-special-method
        return await self.count() > 0

    async def count(self) -> int:
        return 0

    async def __getitem__(self, key: int) -> str:  # silent: await
        return self.name

    async def __delitem__(self, key: int) -> None:  # expect: async-special-method
        print(key)

    async def __call__(self) -> None:  # silent: await
        print(self.name)

    @cached_property  # expect: cached-coroutine
    async def schema(self) -> dict:
        return {}

    @lazy
    async def __len__(self) -> int:  # silent: await
        return 0

    @alru_cache(maxsize=16)  # expect: cached-async-method
    async def row(self, key: int) -> str:
        return self.name


class Versions:
    @staticmethod
    @alru_cache(maxsize=16)  # silent: await
    async def latest() -> int:
        return 1


class Transaction:
    async def __aenter__(self) -> "Transaction":
        return self

    def __aexit__(self, *error: object) -> None:  # expect: async-special-method
        print("committed")

    async def __exit__(self, *error: object) -> None:  # expect: async-special-method
        print("never")


class Cursor:
    def __aiter__(self) -> "Cursor":  # silent: await
        return self

    def __anext__(self) -> str:  # expect: async-special-method
        return "row"


class Buffered(Cursor):
    def __anext__(self):  # silent: await
        return asyncio.ensure_future(self.read())

    async def read(self) -> str:
        return "row"


@dataclass
class Account:
    owner: str
    rights: list = field(default_factory=list)

    async def __post_init__(self) -> None:  # expect: async-special-method
        self.rights.append(await load("rights"))

    async def __str__(self) -> str:  # expect: async-special-method
        return self.owner


@cached(cache=TTLCache(10, 60))  # expect: cached-coroutine
async def load(key: str) -> str:
    return key


@functools.lru_cache  # silent: await
def parse(text: str) -> list:
    return text.split()


@functools.lru_cache(maxsize=None)  # silent: await
def loading(key: str) -> asyncio.Future:
    return asyncio.ensure_future(load(key))


look_up = functools.lru_cache(load)  # expect: cached-coroutine
ask = alru_cache(load)  # silent: await


@contextmanager  # expect: mismatched-context-manager-decorator
async def transaction(table: Table):
    yield table


@asynccontextmanager  # expect: mismatched-context-manager-decorator
def locked(table: Table):
    yield table


@asynccontextmanager  # silent: await
async def opened(table: Table):
    yield table


class Repository:
    @classmethod
    @asynccontextmanager  # silent: await
    async def session(cls):
        yield cls


class UnitOfWork(Repository):
    @contextmanager  # expect: mismatched-context-manager-decorator
    async def begin(self):
        async with self.session() as session:
            yield session
