import asyncio


async def is_open(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


async def main() -> None:
    answers = await asyncio.gather(*[is_open(port) for port in range(1, 500)])  # expect: unbounded-gather
    print(sum(answers))
