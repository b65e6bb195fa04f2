"""Helpers of libraries that run sync code in a pool."""
import csv

from asgiref.sync import sync_to_async
from starlette.concurrency import iterate_in_threadpool, run_in_threadpool


def rows(path: str):
    with open(path) as file:  # silent: blocking
        yield from csv.reader(file)


def first(path: str) -> list[str]:
    with open(path) as file:
        return file.readline().split(",")  # silent: blocking


@sync_to_async
def decorated(path: str) -> str:
    return open(path).read()  # silent: blocking


@sync_to_async(thread_sensitive=False)
def decorated_with(path: str) -> str:
    return open(path).read()  # silent: blocking


async def export(path: str) -> list[str]:
    async for row in iterate_in_threadpool(rows(path)):
        print(row)
    await decorated(path)
    await decorated_with(path)
    await sync_to_async(first)(path)
    await run_in_threadpool(first, path)
    return first(path)  # expect: blocking-file-io
