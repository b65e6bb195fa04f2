import anyio


async def talk() -> None:
    try:
        await anyio.sleep(1)
    except anyio.get_cancelled_exc_class():
        print("cancelled")
        raise
