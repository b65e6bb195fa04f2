"""Locks, queues, threads and futures of threads, from coroutines."""

import asyncio
import queue
import threading
from concurrent import futures
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor, as_completed, wait
from queue import Queue
from threading import Event, Thread

executor = ThreadPoolExecutor(4)
ready = Event()


def load(number: int) -> int:
    ready.wait()  # silent: blocking-lock
    return number


class Dispatcher:
    def __init__(self) -> None:
        self.jobs: Queue[int] = Queue(maxsize=10)
        self.done = threading.Event()
        self.room = threading.Semaphore(4)
        self.changed = threading.Condition()
        self.start = threading.Barrier(2)
        self.thread = Thread(target=self.work)

    def work(self) -> None:
        while not self.done.is_set():
            self.jobs.get()  # silent: blocking-lock

    async def submit(self, job: int) -> None:
        self.jobs.put(job)  # expect-miss: blocking-lock -- few queues are bounded, fewer are full
        self.jobs.put(job, block=True, timeout=3)  # expect-miss: blocking-lock -- the same
        self.jobs.put_nowait(job)  # silent: blocking-lock
        self.jobs.put(job, False)  # silent: blocking-lock

    async def take(self) -> int:
        self.jobs.get()  # expect: blocking-lock
        self.jobs.get(timeout=0.5)  # expect: blocking-lock
        self.jobs.get(block=False)  # silent: blocking-lock
        return self.jobs.get_nowait()  # silent: blocking-lock

    async def drain(self) -> None:
        self.jobs.join()  # expect: blocking-lock
        self.jobs.task_done()  # silent: blocking-lock
        self.jobs.qsize()  # silent: blocking-lock

    async def until_done(self) -> None:
        self.done.wait()  # expect: blocking-lock
        self.done.wait(5)  # expect: blocking-lock
        self.done.set()  # silent: blocking-lock
        self.done.wait(0)  # silent: blocking-lock

    async def one_of_four(self) -> None:
        self.room.acquire()  # expect: blocking-lock
        self.room.acquire(blocking=False)  # silent: blocking-lock
        self.room.release()  # silent: blocking-lock

    async def news(self) -> None:
        with self.changed:
            self.changed.wait()  # expect: blocking-lock
            self.changed.wait_for(self.done.is_set)  # expect: blocking-lock
            self.changed.notify_all()  # silent: blocking-lock

    async def together(self) -> None:
        self.start.wait()  # expect: blocking-lock

    async def copy(self) -> None:
        helper = Thread(target=load, args=(3,))
        helper.start()
        helper.join()  # expect: blocking-lock
        helper.join(timeout=2)  # expect: blocking-lock
        await asyncio.to_thread(self.thread.join)  # silent: blocking-lock

    async def stopped(self) -> bool:
        return not self.thread.is_alive()  # silent: blocking-lock


async def results() -> None:
    future = executor.submit(load, 1)  # silent: blocking-lock
    future.result()  # expect: blocking-lock
    future.exception(timeout=3)  # expect: blocking-lock
    wait([future])  # expect: blocking-lock
    for one in as_completed([future]):  # expect: blocking-lock
        print(one)
    list(executor.map(load, range(3)))  # expect: blocking-lock
    executor.shutdown()  # expect: blocking-lock
    executor.shutdown(wait=False)  # silent: blocking-lock


async def finished(future: "Future[int]") -> int | None:
    if future.done():
        return future.result()  # silent: blocking-lock
    return await asyncio.wrap_future(future)  # silent: blocking-lock


async def short_pool(numbers: list[int]) -> list[int]:
    with ThreadPoolExecutor() as pool:  # expect: blocking-lock
        pending = [pool.submit(load, n) for n in numbers]
    return [one.result() for one in pending]  # expect: blocking-lock


async def processes() -> int:
    pool = ProcessPoolExecutor()
    return pool.submit(load, 3).result()  # expect: blocking-lock


async def across_loops(coroutine, loop: asyncio.AbstractEventLoop) -> None:
    asyncio.run_coroutine_threadsafe(coroutine, loop).result()  # expect: blocking-lock


async def waits_with_limit() -> None:
    futures.wait([executor.submit(load, 1)], timeout=1)  # expect: blocking-lock


async def simple_queue() -> None:
    simple: queue.SimpleQueue[int] = queue.SimpleQueue()
    simple.get()  # expect: blocking-lock
    simple.get(timeout=1)  # expect: blocking-lock
    priority = queue.PriorityQueue()
    priority.get()  # expect: blocking-lock


async def asyncio_twins() -> None:
    event = asyncio.Event()
    await event.wait()  # silent: blocking-lock
    jobs: asyncio.Queue[int] = asyncio.Queue()
    await jobs.get()  # silent: blocking-lock
    async with asyncio.Lock():  # silent: blocking-lock
        pass
    task = asyncio.ensure_future(jobs.get())
    await asyncio.wait([task])  # silent: blocking-lock
    task.result()  # silent: blocking-lock
