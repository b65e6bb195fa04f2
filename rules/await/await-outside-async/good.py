async def fetch(key: str) -> str:
    return key


async def load() -> list[str]:
    first = await fetch("a")
    return [first, *[await fetch(key) for key in "bc"]]


def load_lazily():
    return (await fetch(key) for key in "bc")


async def handle() -> None:
    async def by_size(key: str) -> int:
        return len(await fetch(key))

    print(await by_size("d"))
