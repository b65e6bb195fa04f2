"""The future of an executor is the loop's; that of a pool itself is not."""
import asyncio
import time
from concurrent.futures import Future, ThreadPoolExecutor


def render(path: str) -> bytes:
    time.sleep(2)  # silent: blocking
    return path.encode()


def publish(future: "asyncio.Future[bytes]") -> None:
    with open("thumbnail.png", "wb") as file:
        file.write(future.result())  # expect: blocking-file-io


def publish_there(future: "Future[bytes]") -> None:
    with open("thumbnail.png", "wb") as file:  # silent: blocking
        file.write(future.result())  # silent: blocking


async def make(pool: ThreadPoolExecutor, path: str) -> None:
    loop = asyncio.get_running_loop()
    loop.run_in_executor(pool, render, path).add_done_callback(publish)
    pool.submit(render, path).add_done_callback(publish_there)
