"""Only the function goes to the thread: its arguments are evaluated on the loop."""
import asyncio
import time


def load() -> bytes:
    time.sleep(1)
    return b""


def parse(data: bytes) -> int:
    time.sleep(1)  # silent: blocking
    return len(data)


async def main() -> None:
    await asyncio.to_thread(parse, load())  # expect: blocking-sleep
    await asyncio.to_thread(lambda: parse(load()))  # silent: blocking
