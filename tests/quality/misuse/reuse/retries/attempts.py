"""One coroutine object, several attempts."""
import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any


async def call(name: str) -> str:
    return name


class Client:
    async def ask(self, question: str) -> str:
        return question

    async def stubborn(self) -> str:
        answer = self.ask("why")
        for delay in (1, 2, 4):
            try:
                return await answer  # expect: double-await
            except OSError:
                await asyncio.sleep(delay)
        raise TimeoutError

    async def patient(self) -> str:
        for delay in (1, 2, 4):
            answer = self.ask("why")
            try:
                return await answer  # silent: await
            except OSError:
                await asyncio.sleep(delay)
        raise TimeoutError


async def warm_up() -> tuple:
    greeting = call("hello")
    await greeting
    return await greeting, 1  # expect: double-await


async def race() -> None:
    slow = call("slow")
    task = asyncio.ensure_future(slow)
    await asyncio.sleep(1)
    if not task.done():
        await asyncio.gather(slow, task)  # expect: double-await


async def attempts(work: Coroutine[Any, Any, str], times: int) -> str:
    result = ""
    for _ in range(times):
        result += await work  # expect: double-await
    return result


async def by_factory(work: Callable[[], Awaitable[str]], times: int) -> str:
    for _ in range(times):
        try:
            return await work()  # silent: await
        except OSError:
            continue
    return ""


async def shared() -> str:
    task = asyncio.create_task(call("a"))
    return await task + await task  # silent: await


async def either(work: Coroutine[Any, Any, str], is_limited: bool) -> str:
    if is_limited:
        async with asyncio.timeout(1):
            return await work  # silent: await
    return await work  # silent: await


async def until_done(work: Coroutine[Any, Any, str]) -> str:
    while True:
        if asyncio.get_running_loop().time() > 5:
            return await work  # silent: await
        await asyncio.sleep(1)
