import trio


async def say(text: str) -> None:
    await trio.sleep(0.1)
    print(text)


async def talk() -> None:
    try:
        await say("hello")
    finally:
        await say("goodbye")  # expect: unshielded-await-in-cleanup
