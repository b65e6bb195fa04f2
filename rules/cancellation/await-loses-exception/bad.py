import asyncio


async def report(error: Exception) -> None:
    await asyncio.sleep(1)
    print(error)


async def fetch(path: str) -> str:
    await asyncio.sleep(1)
    return path


async def load(path: str) -> str:
    try:
        return await asyncio.wait_for(fetch(path), 5)
    except OSError as error:
        await report(error)  # expect: await-loses-exception
        raise
