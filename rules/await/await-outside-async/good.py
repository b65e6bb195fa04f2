async def fetch(key: str) -> str:
    return key


async def load() -> str:
    return await fetch("a")


async def show_all() -> None:
    for key in "bc":
        print(await fetch(key))


def load_lazily():
    return (await fetch(key) for key in "bc")


async def handle() -> None:
    async def by_size(key: str) -> int:
        return len(await fetch(key))

    await show_all()
    print(await load(), await by_size("d"), [key async for key in load_lazily()])
