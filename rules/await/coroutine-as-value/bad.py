async def fetch(key: str) -> dict:
    return {"key": key}


async def handle() -> None:
    print(f"got {fetch('a')}")  # expect: coroutine-as-value "formatted"
    print(fetch("b"))  # expect: coroutine-as-value "passed on as a value"
    fetch("c")["key"]  # expect: coroutine-as-value "indexed"
    fetch("d").items()  # expect: coroutine-as-value "asked for an attribute"
    fetch("e") == {}  # expect: coroutine-as-value "compared"
    for _ in fetch("f"):  # expect: coroutine-as-value "iterated over"
        pass
