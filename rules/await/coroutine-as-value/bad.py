async def fetch(key: str) -> dict:
    return {"key": key}


async def show() -> None:
    print(f"got {fetch('a')}")  # expect: coroutine-as-value "formatted"
    print(fetch("b"))  # expect: coroutine-as-value "passed on as a value"


async def key_of() -> str:
    return fetch("c")["key"]  # expect: coroutine-as-value "indexed"


async def keys_of() -> list[str]:
    return list(fetch("d").keys())  # expect: coroutine-as-value "asked for an attribute"


async def is_empty() -> bool:
    return fetch("e") == {}  # expect: coroutine-as-value "compared"


async def each() -> None:
    for _ in fetch("f"):  # expect: coroutine-as-value "iterated over"
        pass
