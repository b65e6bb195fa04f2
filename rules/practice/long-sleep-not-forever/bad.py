import anyio


async def serve() -> None:
    print("serving")
    await anyio.sleep(60 * 60 * 24 * 365)  # expect: long-sleep-not-forever
