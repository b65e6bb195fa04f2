async def save(key: str) -> None:
    print(key)


async def run(key: str) -> None:
    await save(key)
