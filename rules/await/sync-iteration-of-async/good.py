async def rows():
    yield 1


async def fetch() -> list:
    return [1, 2]


async def loop() -> None:
    async for row in rows():
        print(row)


async def collect() -> None:
    print([row async for row in rows()])


async def forget() -> None:
    for row in await fetch():
        print(row)


async def plain() -> None:
    for row in [1, 2]:
        print(row)
