import asyncio


async def poll(queue: asyncio.Queue) -> None:
    while True:
        try:
            print(await queue.get())
        except asyncio.CancelledError:  # expect: cancellation-replaced "leaves the loop"
            break
    print("no more")


async def fetch(queue: asyncio.Queue) -> str:
    try:
        return await queue.get()
    except BaseException as error:  # expect: cancellation-replaced "raises something else"
        raise RuntimeError("cannot fetch") from error
