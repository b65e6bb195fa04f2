class Session:
    async def __init__(self, name: str) -> None:  # expect: async-special-method "__init__"
        self.name = name

    async def __len__(self) -> int:  # expect: async-special-method
        return len(self.name)


class Guard:
    def __enter__(self) -> "Guard":
        return self

    def fail(self) -> None:
        raise ValueError("lost")

    async def __exit__(self, *error: object) -> None:  # expect: async-special-method "suppresses"
        print("left")


class Lease:
    def __aenter__(self) -> "Lease":  # expect: async-special-method "not async"
        return self

    async def __aexit__(self, *error: object) -> None:
        print("left")


def make() -> Session:
    return Session("a")


async def guarded() -> str:
    with Guard() as guard:
        guard.fail()
    return "as if nothing had happened"


async def leased() -> None:
    async with Lease():
        print("never")
