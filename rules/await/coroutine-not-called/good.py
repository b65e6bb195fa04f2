import asyncio


async def work() -> None:
    print("working")


def count(path: str) -> int:
    print(path)
    return 0


def counter(path: str):
    return lambda: count(path)


async def start() -> None:
    await asyncio.create_task(work())
    await asyncio.gather(work(), work())
    await asyncio.to_thread(count, "a")
    await asyncio.to_thread(counter("b"))


if __name__ == "__main__":
    asyncio.run(start())
