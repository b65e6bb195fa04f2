import asyncio


class Connection:
    def __init__(self) -> None:
        self.is_open = True

    async def __aenter__(self) -> "Connection":
        return self

    async def __aexit__(self, *error: object) -> None:
        self.is_open = False

    async def send(self, text: str) -> None:
        if not self.is_open:
            raise OSError("the connection is closed")
        print(text)


async def report(connection: Connection) -> None:
    await connection.send("hello")


async def serve() -> None:
    async with asyncio.TaskGroup() as group:
        async with Connection() as connection:
            group.create_task(report(connection))  # expect: resource-closed-before-task
