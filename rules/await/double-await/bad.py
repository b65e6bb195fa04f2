import asyncio
from collections.abc import Coroutine


async def fetch(key: str) -> str:
    return key * 2


async def twice() -> None:
    answer = fetch("a")
    print(await answer)
    print(await answer)  # expect: double-await "before"


async def retry(work: Coroutine[None, None, str]) -> str:
    for _ in range(3):
        try:
            return await asyncio.wait_for(work, 1)  # expect: double-await "each time"
        except asyncio.TimeoutError:
            print("again")
    return ""


async def slow() -> str:
    await asyncio.sleep(60)
    return "done"


async def hurry() -> None:
    print(await retry(slow()))
