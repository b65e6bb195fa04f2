"""A wrapper around a pool of processes."""
import asyncio
import subprocess
from concurrent.futures import ProcessPoolExecutor

_pool = ProcessPoolExecutor()


async def in_process(function, *args):
    return await asyncio.wrap_future(_pool.submit(function, *args))


def convert(path: str) -> None:
    subprocess.run(["convert", path, path + ".png"], check=True)  # silent: blocking


async def convert_all(paths: list[str]) -> None:
    await asyncio.gather(*(in_process(convert, path) for path in paths))
    for path in paths:
        convert(path)  # expect: blocking-subprocess
