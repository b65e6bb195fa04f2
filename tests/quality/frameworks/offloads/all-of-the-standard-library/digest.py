"""Everything in the standard library that takes a function away from the loop."""
import asyncio
import multiprocessing
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial

pool = ThreadPoolExecutor(4)


def digest(path: str = "") -> str:
    with open(path, "rb") as file:  # silent: blocking
        return file.read().hex()  # silent: blocking


def tick() -> None:
    time.sleep(1)  # silent: blocking


async def main() -> None:
    loop = asyncio.get_running_loop()
    await asyncio.to_thread(digest, "a")
    await loop.run_in_executor(None, digest, "a")
    await loop.run_in_executor(pool, partial(digest, path="a"))
    await asyncio.wrap_future(pool.submit(digest, "a"))
    threading.Thread(target=tick, daemon=True).start()
    threading.Timer(5, tick).start()
    multiprocessing.Process(target=digest, args=("a",)).start()
    await loop.run_in_executor(ProcessPoolExecutor(), digest, "a")
    digest("a")  # expect: blocking-file-io
