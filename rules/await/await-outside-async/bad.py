async def fetch(key: str) -> str:
    return key


def load() -> list[str]:
    first = await fetch("a")  # expect: await-outside-async "a function that is not async"
    return [first, *[await fetch(key) for key in "bc"]]  # expect: await-outside-async


async def handle() -> None:
    by_size = lambda key: len(await fetch(key))  # expect: await-outside-async "a lambda"
    print(by_size("d"))
