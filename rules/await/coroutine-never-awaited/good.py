import asyncio


async def fetch(key: str) -> dict:
    return {"key": key}


async def handle() -> str:
    data = await fetch("a")
    if data:
        print(f"got {data}")
    pending = [fetch(key) for key in "cd"]
    await asyncio.gather(*pending)
    return data["key"]
