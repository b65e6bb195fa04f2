import asyncio


async def refresh() -> None:
    await asyncio.sleep(1)


def start() -> asyncio.Task:
    return asyncio.create_task(refresh())


async def main() -> None:
    await start()


if __name__ == "__main__":
    asyncio.run(main())
