import asyncio


async def fetch() -> str:
    await asyncio.sleep(1)
    return "fetched"


def fetch_sync() -> str:
    return asyncio.run(fetch())


async def show() -> None:
    print(fetch_sync())  # expect: nested-event-loop "fetch_sync"


async def wait() -> None:
    asyncio.get_running_loop().run_until_complete(fetch())  # expect: nested-event-loop


async def wait_for_ever() -> None:
    loop = asyncio.get_running_loop()
    asyncio.run_coroutine_threadsafe(fetch(), loop).result()  # expect: blocking-lock
