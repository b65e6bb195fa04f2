"""A mirror of files: what became of many transfers at once."""
import asyncio
from collections.abc import Iterable


async def transfer(path: str) -> int:
    if not path:
        raise ValueError("no path")
    return len(path)


async def best_effort(path: str) -> None:
    try:
        await transfer(path)
    except Exception as error:
        print(path, error)


class Mirror:
    def __init__(self, paths: list) -> None:
        self.paths = paths
        self.running: list[asyncio.Task] = []

    async def refresh(self) -> None:
        # expect: gather-exceptions-ignored
        sizes = await asyncio.gather(*map(transfer, self.paths), return_exceptions=True)
        print("refreshed")

    async def measure(self) -> int:
        sizes = await asyncio.gather(*map(transfer, self.paths), return_exceptions=True)  # silent: task
        return sum(size for size in sizes if isinstance(size, int))

    async def check(self, path: str) -> bool:
        task = asyncio.create_task(transfer(path))
        await asyncio.wait({task}, timeout=3)  # expect: wait-result-ignored
        return True

    async def check_outcome(self, path: str) -> bool:
        task = asyncio.create_task(transfer(path))
        await asyncio.wait({task}, timeout=3)  # silent: task
        return task.done() and not task.exception()

    async def drain(self) -> None:
        await asyncio.wait(self.running)  # silent: task

    async def shutdown(self) -> None:
        for task in self.running:
            task.cancel()
        ended = await asyncio.gather(*self.running, return_exceptions=True)  # silent: task

    async def burst(self) -> None:
        batch = set()
        for path in self.paths:
            batch.add(asyncio.create_task(transfer(path)))
        await asyncio.wait(batch, return_when=asyncio.ALL_COMPLETED)  # expect: wait-result-ignored
        print(len(self.paths), "sent")

    async def quiet_burst(self) -> None:
        await asyncio.wait([asyncio.create_task(best_effort(path)) for path in self.paths])  # silent: task

    async def by_hand(self) -> None:
        done, late = await asyncio.wait([transfer(path) for path in self.paths])  # expect: gather-coroutine-argument
        for task in done | late:
            print(task)

    async def tuple_of_both(self) -> None:
        pair = (transfer("a"), transfer("b"))  # expect: gather-coroutine-argument
        done, _ = await asyncio.wait(pair, timeout=2)
        print([task.result() for task in done])

    async def in_order(self) -> None:
        for finished in asyncio.as_completed([transfer(path) for path in self.paths]):  # silent: task
            print(await finished)


async def late(paths: Iterable[str]) -> None:
    tasks = [asyncio.create_task(transfer(path)) for path in paths]
    done, pending = await asyncio.wait(tasks, timeout=5)  # expect: wait-result-ignored
    print("at least some of them")


async def handled(paths: Iterable[str]) -> None:
    tasks = [asyncio.create_task(transfer(path)) for path in paths]
    done, pending = await asyncio.wait(tasks, timeout=5)  # silent: task
    for task in pending:
        task.cancel()
    for task in done:
        task.result()


async def raised(paths: Iterable[str]) -> None:
    results = await asyncio.gather(*(transfer(path) for path in paths))  # silent: task
    _ = await asyncio.gather(transfer("a"), return_exceptions=True)  # silent: task


async def typed(paths: Iterable[str]) -> None:
    # expect: gather-exceptions-ignored
    outcome: list = await asyncio.gather(transfer("a"), transfer("b"), return_exceptions=True)
    print(paths)
