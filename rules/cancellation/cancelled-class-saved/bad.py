import anyio

Cancelled = anyio.get_cancelled_exc_class()  # expect: cancelled-class-saved


async def talk() -> None:
    try:
        await anyio.sleep(1)
    except Cancelled:
        print("cancelled")
        raise
