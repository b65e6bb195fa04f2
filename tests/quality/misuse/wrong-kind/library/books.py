"""A lending library: managers and iterables of both kinds, over modules."""
import asyncio
import contextlib
import threading
import zipfile

from shelves import Catalogue, Shelf, open_shelf, shelf_of, walk


class Reader(Shelf):
    async def __aenter__(self) -> "Reader":
        return self

    async def __aexit__(self, *error: object) -> None:
        pass


async def lend(title: str, catalogue: Catalogue) -> None:
    with Reader(title) as reader:  # silent: await
        print(reader)
    async with Reader(title) as reader:  # silent: await
        print(reader)
    async with Shelf(title) as shelf:  # expect: sync-with-async-context-manager
        print(shelf)
    with catalogue:  # expect: sync-with-async-context-manager
        print(title)
    with open_shelf(title) as opened:  # expect: sync-with-async-context-manager
        print(opened)
    async with open_shelf(title) as opened, catalogue:  # silent: await
        print(opened)
    async with shelf_of(title) as shelf:  # expect: sync-with-async-context-manager
        print(shelf)


async def stock_take(catalogue: Catalogue) -> int:
    count = 0
    for title in catalogue:  # expect: sync-iteration-of-async
        count += len(title)
    async for title in catalogue:  # silent: await
        count += 1
    async for title in catalogue.titles():  # expect: sync-iteration-of-async
        count += 1
    for shelf in catalogue.titles():  # silent: await
        count += len(shelf)
    for title in walk("attic"):  # expect: sync-iteration-of-async
        print(title)
    return count + sum([1 async for _ in walk("attic")])  # silent: await


async def repair(title: str, catalogue: Catalogue) -> None:
    await Shelf(title).dust()  # expect: await-non-awaitable
    await catalogue.sort()  # silent: await
    await catalogue.titles()  # expect: await-non-awaitable
    await catalogue.sort  # expect: await-non-awaitable
    await walk("attic")  # expect: await-non-awaitable
    await asyncio.Event()  # expect: await-non-awaitable
    await (catalogue.sort(), catalogue.sort())  # expect: await-non-awaitable
    await catalogue  # silent: await


async def archive(path: str, slots: asyncio.Semaphore, guard: threading.RLock) -> None:
    with slots:  # expect: sync-with-async-context-manager
        print(path)
    async with guard:  # expect: sync-with-async-context-manager
        print(path)
    async with contextlib.AsyncExitStack() as stack:  # silent: await
        print(stack)
    with contextlib.AsyncExitStack() as stack:  # expect: sync-with-async-context-manager
        print(stack)
    async with zipfile.ZipFile(path) as zipped:  # expect: sync-with-async-context-manager
        print(zipped)
