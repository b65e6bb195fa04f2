async def fetch(key: str) -> dict:
    return {"key": key}


async def handle() -> None:
    print(f"got {await fetch('a')}")
    print((await fetch("c"))["key"])
    for _ in (await fetch("d")).items():
        pass
    fetch("unneeded").close()
