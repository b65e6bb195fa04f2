"""Code that asks what it has, and values of which nobody can know."""
import asyncio
import inspect
from abc import ABC, abstractmethod
from typing import Any, Awaitable, Callable, Iterable, Optional, Union


class Step(ABC):
    @abstractmethod
    def run(self, item: Any) -> Any:
        """Plain or async, as the step likes."""

    def before(self) -> None:
        """For those below."""

    async def process(self, item: Any) -> Any:
        await self.before()  # silent: await
        result = self.run(item)
        if inspect.isawaitable(result):
            return await result  # silent: await
        return result


class Doubling(Step):
    def run(self, item: int) -> int:
        return item * 2


class Waiting(Step):
    async def run(self, item: int) -> int:
        await asyncio.sleep(0)
        return item

    async def before(self) -> None:
        await asyncio.sleep(0)


async def call(hook: Callable[..., Any], item: Any) -> Any:
    outcome = hook(item)
    outcome = await outcome if hasattr(outcome, "__await__") else outcome  # silent: await
    return outcome


async def chain(source: Any, steps: Iterable[Step]) -> list:
    results = []
    async for item in source:  # silent: await
        for step in steps:
            item = await step.process(item)
        results.append(item)
    return results


async def enter(manager: Any, lock: Union[asyncio.Lock, None]) -> None:
    async with manager:  # silent: await
        print("inside")
    if lock is not None:
        async with lock:  # silent: await
            print("alone")


class Lazy:
    def __init__(self) -> None:
        self.task: Optional[asyncio.Task] = None
        self.factory: Optional[Callable[[], Awaitable[int]]] = None

    async def value(self) -> int:
        if self.task:
            return await self.task  # silent: await
        assert self.factory is not None
        return await self.factory()  # silent: await


def plain(item: int) -> int:
    return item + 1


async def wrong(item: int) -> int:
    first = await plain(item)  # expect: await-non-awaitable
    second = await Doubling().run(item)  # silent: await
    third = [await plain(one) for one in range(first)]  # expect: await-non-awaitable
    return second + len(third) + await (lambda: item + 1)()  # silent: await
