async def rows():
    yield 1


async def fetch() -> list:
    return [1, 2]


async def loop() -> None:
    for row in rows():  # expect: sync-iteration-of-async
        print(row)


async def collect() -> None:
    print(list(rows()))  # expect: sync-iteration-of-async "list"


async def forget() -> None:
    async for row in fetch():  # expect: sync-iteration-of-async "coroutine"
        print(row)


async def plain() -> None:
    async for row in [1, 2]:  # expect: sync-iteration-of-async "plain"
        print(row)
