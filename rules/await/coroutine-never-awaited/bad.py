async def fetch(key: str) -> dict:
    return {"key": key}


async def handle() -> str:
    data = fetch("a")  # expect: coroutine-never-awaited "data"
    if data:
        print(f"got {data}")
    _ = fetch("b")  # expect: coroutine-never-awaited
    pending = [fetch(key) for key in "cd"]  # expect: coroutine-never-awaited "pending"
    return data["key"]
