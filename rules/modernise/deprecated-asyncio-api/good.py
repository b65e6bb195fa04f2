import asyncio


async def main() -> None:
    jobs = asyncio.Queue()
    jobs.put_nowait("a")
    await jobs.get()


def main_loop() -> None:
    asyncio.run(main())
