import asyncio

tasks: set[asyncio.Task] = set()


async def refresh(*_: object) -> None:
    print("fresh")


def refresh_soon() -> None:
    tasks.add(asyncio.create_task(refresh()))


async def main() -> None:
    asyncio.get_running_loop().call_soon(refresh_soon)
    await asyncio.gather(*map(refresh, "ab"))
