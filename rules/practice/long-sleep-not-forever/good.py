import anyio


async def serve() -> None:
    print("serving")
    await anyio.sleep_forever()
