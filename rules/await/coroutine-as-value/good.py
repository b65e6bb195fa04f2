async def fetch(key: str) -> dict:
    return {"key": key}


async def show() -> None:
    print(f"got {await fetch('a')}")
    fetch("unneeded").close()


async def key_of() -> str:
    return (await fetch("c"))["key"]


async def is_empty() -> bool:
    return await fetch("e") == {}


async def each() -> None:
    for _ in await fetch("f"):
        pass
