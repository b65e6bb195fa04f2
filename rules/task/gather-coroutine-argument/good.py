import asyncio


async def fetch(key: str) -> str:
    return key


async def both() -> None:
    await asyncio.gather(fetch("a"), fetch("b"))


async def every(keys: str) -> None:
    fetches = [asyncio.create_task(fetch(key)) for key in keys]
    done, _ = await asyncio.wait(fetches)
    for task in done:
        print(task.result())
