import asyncio


async def main() -> None:
    loop = asyncio.get_running_loop()
    jobs = asyncio.Queue(loop=loop)  # expect: deprecated-asyncio-api "loop"
    await jobs.get()


def main_loop() -> None:
    loop = asyncio.get_event_loop()  # expect: deprecated-asyncio-api "get_event_loop"
    loop.run_until_complete(main())
