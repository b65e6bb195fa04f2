"""Library coroutines that are forgotten: asyncio, anyio, trio, clients."""
import asyncio
import contextlib

import aiohttp
import anyio
import httpx
import trio


class Room:
    def __init__(self) -> None:
        self.queue: asyncio.Queue[str] = asyncio.Queue(maxsize=5)
        self.closed = asyncio.Event()
        self.lock = asyncio.Lock()
        self.limit = asyncio.Semaphore(3)

    async def say(self, text: str) -> None:
        self.queue.put(text)  # expect: missing-await
        self.queue.put_nowait(text)  # silent: await
        self.closed.set()  # silent: await

    async def leave(self) -> None:
        self.closed.wait()  # expect: missing-await
        self.lock.acquire()  # expect: missing-await
        self.lock.release()  # silent: await
        async with self.limit:
            self.queue.join()  # expect: missing-await
        self.queue.task_done()  # silent: await


async def pause(writer: asyncio.StreamWriter, process: asyncio.subprocess.Process) -> None:
    asyncio.sleep(0.5)  # expect: missing-await
    writer.write(b"bye")  # silent: await
    writer.drain()  # expect: missing-await
    writer.close()  # silent: await
    writer.wait_closed()  # expect: missing-await
    process.wait()  # expect: missing-await
    process.kill()  # silent: await


async def fetch(url: str) -> None:
    async with aiohttp.ClientSession() as session:
        session.close()  # expect: missing-await
    client = httpx.AsyncClient()
    client.aclose()  # expect: missing-await
    client.is_closed  # silent: await


async def with_anyio(seconds: float) -> None:
    anyio.sleep(seconds)  # expect: missing-await
    async with anyio.create_task_group() as group:
        group.start_soon(anyio.sleep, seconds)  # silent: await
        group.start(anyio.sleep, seconds)  # expect: missing-await


async def with_trio(seconds: float) -> None:
    trio.sleep(seconds)  # expect: missing-await
    trio.lowlevel.checkpoint()  # expect: missing-await
    sender, receiver = trio.open_memory_channel(1)
    sender.send("hello")  # expect: missing-await
    sender.send_nowait("hello")  # silent: await
    with contextlib.suppress(trio.TooSlowError):
        await receiver.receive()


async def futures(loop: asyncio.AbstractEventLoop, done: asyncio.Future) -> None:
    loop.run_in_executor(None, print, "done")  # expect: missing-await-awaitable
    asyncio.shield(done)  # expect: missing-await-awaitable
    done.cancel()  # silent: await
    loop.call_soon(done.cancel)  # silent: await
