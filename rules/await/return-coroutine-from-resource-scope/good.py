class Connection:
    def __init__(self) -> None:
        self.is_open = True

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *error: object) -> None:
        self.is_open = False

    async def read(self) -> str:
        if not self.is_open:
            raise OSError("the connection is closed")
        return "text"


async def read() -> str:
    with Connection() as connection:
        return await connection.read()


async def look_up(key: str) -> str:
    raise KeyError(key)


async def find(key: str):
    try:
        return await look_up(key)
    except KeyError:
        return None


async def show() -> None:
    print(await read())


async def search() -> None:
    print(await find("a"))
