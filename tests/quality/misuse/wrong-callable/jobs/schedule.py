"""Async functions where plain ones are called, plain calls where functions are wanted."""
import asyncio
import atexit
import concurrent.futures
import functools
import signal
import threading

import anyio
import trio


async def flush(path: str = "log") -> None:
    await anyio.Path(path).touch()


async def length(word: str) -> int:
    return len(word)


def compress(path: str) -> tuple:
    return path, path + ".gz"


class Service:
    async def stop(self) -> None:
        await flush()

    def stop_soon(self) -> None:
        asyncio.ensure_future(self.stop()).add_done_callback(print)  # expect: orphaned-task

    def install(self, loop: asyncio.AbstractEventLoop) -> None:
        loop.add_signal_handler(signal.SIGTERM, self.stop)  # expect: coroutine-function-in-sync-slot
        loop.add_signal_handler(signal.SIGINT, self.stop_soon)  # silent: await
        loop.call_later(5, self.stop)  # expect: coroutine-function-in-sync-slot
        atexit.register(self.stop)  # expect: coroutine-function-in-sync-slot


def threads(pool: concurrent.futures.ThreadPoolExecutor) -> None:
    threading.Thread(target=flush).start()  # expect: coroutine-function-in-sync-slot
    threading.Thread(target=compress, args=("a",)).start()  # silent: await
    pool.submit(flush, "a")  # expect: coroutine-function-in-sync-slot
    pool.submit(asyncio.run, flush())  # silent: await


async def words(names: list) -> list:
    names.sort(key=length)  # expect: coroutine-function-in-sync-slot
    longest = max(names, key=length)  # expect: coroutine-function-in-sync-slot
    kept = list(filter(length, names))  # expect: coroutine-function-in-sync-slot
    both = await asyncio.gather(*map(length, names))  # silent: await
    return [longest, kept, both, sorted(names, key=len)]  # silent: await


async def start() -> None:
    await asyncio.to_thread(compress, "a")  # silent: await
    await asyncio.to_thread(compress("a"))  # expect: coroutine-not-called
    await asyncio.to_thread(flush)  # expect: coroutine-function-in-sync-slot
    await asyncio.wait_for(flush, 1)  # expect: coroutine-not-called
    await asyncio.wait_for(flush(), 1)  # silent: await
    await asyncio.gather(flush(), flush)  # expect: coroutine-not-called
    await anyio.to_thread.run_sync(functools.partial(compress, "a"))  # silent: await
    async with asyncio.TaskGroup() as group:
        group.create_task(flush)  # expect: coroutine-not-called


async def nurseries() -> None:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(flush)  # silent: await
        nursery.start_soon(flush())  # expect: coroutine-not-called
    async with anyio.create_task_group() as group:
        group.start_soon(flush, "a")  # silent: await
        group.start_soon(flush("a"))  # expect: coroutine-not-called


if __name__ == "__main__":
    asyncio.run(flush)  # expect: coroutine-not-called
    trio.run(flush())  # expect: coroutine-not-called
    anyio.run(flush)  # silent: await
