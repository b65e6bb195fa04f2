import trio


async def say(text: str) -> None:
    await trio.sleep(0.1)
    print(text)


async def talk() -> None:
    try:
        await say("hello")
    finally:
        with trio.move_on_after(1, shield=True):
            await say("goodbye")
