import asyncio


async def work() -> None:
    print("working")


def count(path: str) -> int:
    print(path)
    return 0


async def main() -> None:
    task = asyncio.create_task(work)  # expect: coroutine-not-called "the async function"
    await asyncio.gather(work, task)  # expect: coroutine-not-called
    await asyncio.to_thread(count("a"))  # expect: coroutine-not-called "what a call of it gave"
    await asyncio.to_thread(work())  # expect: coroutine-not-called "a coroutine"


if __name__ == "__main__":
    asyncio.run(main)  # expect: coroutine-not-called
