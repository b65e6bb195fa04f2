"""A crawler in task groups of three libraries."""
import asyncio

import aiohttp
import anyio
import trio


class Folder:
    def __enter__(self) -> str:
        return "folder"

    def __exit__(self, *error: object) -> None:
        print("emptied")


async def fetch(url: str, *more: object) -> str:
    return url


async def save(url: str, session: aiohttp.ClientSession) -> None:
    print(url, session)


async def find(urls: list, wanted: str) -> str:
    async with asyncio.TaskGroup() as group:
        for url in urls:
            group.create_task(fetch(url))
            if url == wanted:
                return url  # expect: control-flow-in-task-group
    return ""


async def pages(urls: list) -> None:
    while urls:
        async with anyio.create_task_group() as group:
            group.start_soon(fetch, urls.pop())
            if not urls:
                break  # expect: control-flow-in-task-group
            if urls[0] == "skip":
                continue  # expect: control-flow-in-task-group
            await anyio.sleep(1)


async def loop_inside(urls: list) -> None:
    async with trio.open_nursery() as nursery:
        for url in urls:
            if not url:
                break  # silent: task
            nursery.start_soon(fetch, url)
        for url in urls:
            if not url:
                continue  # silent: task


async def first(urls: list) -> str:
    async with anyio.create_task_group() as group:
        for url in urls:
            group.start_soon(fetch, url)
        if len(urls) > 10:
            group.cancel_scope.cancel()
            return "too many"  # silent: task
    return urls[0]


async def last(urls: list) -> str:
    async with asyncio.TaskGroup() as group:
        task = group.create_task(fetch(urls[-1]))
        return await task  # silent: task


async def mirror(urls: list) -> None:
    async with asyncio.TaskGroup() as group:
        async with aiohttp.ClientSession() as session:
            for url in urls:
                group.create_task(save(url, session))  # expect: resource-closed-before-task


async def mirror_well(urls: list) -> None:
    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group:
        for url in urls:
            group.create_task(save(url, session))  # silent: task


async def mirror_badly(urls: list) -> None:
    async with asyncio.TaskGroup() as group, aiohttp.ClientSession() as session:
        for url in urls:
            group.create_task(save(url, session=session))  # expect: resource-closed-before-task


async def spool(urls: list) -> None:
    async with trio.open_nursery() as nursery:
        with Folder() as folder:
            nursery.start_soon(fetch, urls[0], folder)  # expect: resource-closed-before-task


async def spool_awaited(urls: list) -> None:
    async with asyncio.TaskGroup() as group:
        with Folder() as folder:
            task = group.create_task(fetch(urls[0], folder))  # silent: task
            print(await task)


async def spool_stopped(urls: list) -> None:
    async with anyio.create_task_group() as group:
        with Folder() as folder:
            group.start_soon(fetch, urls[0], folder)  # silent: task
            await fetch(urls[1])
            group.cancel_scope.cancel()


async def guarded(urls: list) -> str:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(fetch, urls[0])
        try:
            if urls:
                return urls[0]  # silent: task
        finally:
            nursery.cancel_scope.cancel()
    return ""


async def handler(urls: list) -> str:
    async with anyio.create_task_group() as group:
        group.start_soon(fetch, "a")
        try:
            await fetch("b")
        except OSError:
            return "failed"  # expect: control-flow-in-task-group
        await fetch("c")
    return "done"


async def nothing_started(urls: list) -> None:
    async with asyncio.TaskGroup() as group:
        if not urls:
            return  # silent: task
        group.create_task(fetch(urls[0]))
