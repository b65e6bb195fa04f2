import asyncio


async def fetch() -> str:
    await asyncio.sleep(1)
    return "fetched"


def fetch_sync() -> str:
    return asyncio.run(fetch())


async def main() -> None:
    print(fetch_sync())  # expect: nested-event-loop "fetch_sync"
    asyncio.get_event_loop().run_until_complete(fetch())  # expect: nested-event-loop
