async def fetch(key: str) -> str:
    return key


def load() -> str:
    return await fetch("a")  # expect: await-outside-async "a function that is not async"


def show_all() -> None:
    for key in "bc":
        print(await fetch(key))  # expect: await-outside-async


async def handle() -> None:
    by_size = lambda key: len(await fetch(key))  # expect: await-outside-async "a lambda"
    print(by_size("d"))
