import asyncio


async def fetch(key: str) -> str:
    return key


async def both() -> None:
    await asyncio.wait([fetch("a"), fetch("b")])  # expect: gather-coroutine-argument


async def every(keys: str) -> None:
    fetches = [fetch(key) for key in keys]  # expect: gather-coroutine-argument
    await asyncio.wait(fetches)
