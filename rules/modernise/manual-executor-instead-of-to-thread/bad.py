import asyncio
from functools import partial


def load(name: str, size: int) -> bytes:
    return name.encode() * size


async def main() -> None:
    loop = asyncio.get_running_loop()
    # expect: manual-executor-instead-of-to-thread
    print(await loop.run_in_executor(None, partial(load, "a", size=3)))
