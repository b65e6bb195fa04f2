import asyncio


async def fetch() -> str:
    await asyncio.sleep(1)
    return "fetched"


def fetch_sync() -> str:
    return asyncio.run(fetch())


async def show() -> None:
    print(await fetch())


if __name__ == "__main__":
    print(fetch_sync())
    asyncio.run(show())
