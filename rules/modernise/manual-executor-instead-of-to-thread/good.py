import asyncio


def load(name: str, size: int) -> bytes:
    return name.encode() * size


async def main() -> None:
    print(await asyncio.to_thread(load, "a", size=3))
