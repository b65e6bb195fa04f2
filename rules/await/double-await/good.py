import asyncio
from collections.abc import Callable, Coroutine


async def fetch(key: str) -> str:
    return key * 2


async def twice() -> None:
    answer = asyncio.ensure_future(fetch("a"))
    print(await answer)
    print(await answer)


async def retry(work: Callable[[], Coroutine[None, None, str]]) -> str:
    for _ in range(3):
        try:
            return await asyncio.wait_for(work(), 1)
        except asyncio.TimeoutError:
            print("again")
    return ""


async def slow() -> str:
    await asyncio.sleep(60)
    return "done"


async def hurry() -> None:
    print(await retry(slow))
