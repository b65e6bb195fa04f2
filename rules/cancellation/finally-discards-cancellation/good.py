import asyncio


async def fetch(queue: asyncio.Queue) -> str:
    try:
        found = await queue.get()
    finally:
        for name in ("a", "b"):
            if name == "b":
                break
    return found
