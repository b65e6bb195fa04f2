"""Tasks that nobody keeps, in the ways people lose them."""
import asyncio

from helpers import spawn, spawn_kept, watch


async def work(number: int) -> int:
    await asyncio.sleep(number)
    return number


class Pool:
    def __init__(self) -> None:
        self.tasks: set[asyncio.Task] = set()
        self.loop = asyncio.get_event_loop()

    def submit(self, number: int) -> None:
        asyncio.create_task(work(number))  # expect: orphaned-task

    def submit_on(self, number: int) -> None:
        self.loop.create_task(work(number))  # expect: orphaned-task

    def submit_named(self, number: int) -> None:
        task = asyncio.create_task(work(number), name=str(number))  # expect: unused-task-variable

    def submit_kept(self, number: int) -> None:
        task = asyncio.create_task(work(number))  # silent: task
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def submit_watched(self, number: int) -> None:
        asyncio.ensure_future(work(number)).add_done_callback(watch)  # expect: orphaned-task

    def submit_all(self, numbers: list) -> None:
        started = []
        for number in numbers:
            started.append(asyncio.create_task(work(number)))  # expect: unused-task-variable

    def submit_returned(self, number: int) -> asyncio.Task:
        return asyncio.create_task(work(number))  # silent: task

    def submit_later(self, number: int) -> None:
        self.loop.call_later(5, lambda: asyncio.create_task(work(number)))  # expect: orphaned-task

    def submit_by_helper(self, number: int) -> None:
        spawn(work(number))  # expect: orphaned-task
        spawn_kept(work(number))  # silent: task

    async def submit_grouped(self, number: int) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(work(number))  # silent: task

    async def submit_awaited(self, number: int) -> int:
        return await asyncio.create_task(work(number))  # silent: task

    async def submit_both(self, number: int) -> None:
        first, second = asyncio.create_task(work(1)), asyncio.create_task(work(2))  # silent: task
        await asyncio.gather(first, second)

    async def submit_tested(self, number: int) -> None:
        if asyncio.create_task(work(number)):  # expect: orphaned-task
            print("started")


async def main() -> None:
    pool = Pool()
    [asyncio.create_task(work(number)) for number in range(3)]  # expect: orphaned-task
    pool.submit_returned(3)  # expect: orphaned-task
    kept = pool.submit_returned(4)  # silent: task
    await kept
    _ = asyncio.create_task(work(5))  # expect: unused-task-variable
    pool.last = asyncio.create_task(work(6))  # silent: task
