import asyncio


async def is_open(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


async def look(ports: list[int]) -> int:
    count = 0
    while ports:
        count += await is_open(ports.pop())
    return count


async def main() -> None:
    ports = list(range(1, 500))
    print(sum(await asyncio.gather(*[look(ports) for _ in range(10)])))
