class Session:
    def __init__(self, name: str) -> None:
        self.name = name

    @classmethod
    async def open(cls, name: str) -> "Session":
        return cls(name)

    def __len__(self) -> int:
        return len(self.name)


class Guard:
    async def __aenter__(self) -> "Guard":
        return self

    async def __aexit__(self, *error: object) -> None:
        print("left")


async def make() -> int:
    return len(await Session.open("a"))


async def guarded() -> None:
    try:
        async with Guard():
            raise ValueError("told")
    except ValueError as error:
        print(error)
