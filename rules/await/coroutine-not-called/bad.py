import asyncio


async def work() -> None:
    print("working")


def count(path: str) -> int:
    print(path)
    return 0


async def start() -> asyncio.Task:
    return asyncio.create_task(work)  # expect: coroutine-not-called "the async function"


async def both() -> None:
    await asyncio.gather(work, work)  # expect: coroutine-not-called, coroutine-not-called


async def aside() -> None:
    await asyncio.to_thread(count("a"))  # expect: coroutine-not-called "what a call of it gave"


async def far() -> None:
    await asyncio.to_thread(work())  # expect: coroutine-not-called "a coroutine"


if __name__ == "__main__":
    asyncio.run(start)  # expect: coroutine-not-called
