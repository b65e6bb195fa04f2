import trio


async def rest() -> None:
    await trio.sleep(1)
