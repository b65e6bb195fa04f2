import asyncio


async def refresh(key: str) -> None:
    print(key)


class Service:
    def start(self) -> None:
        self.task = asyncio.create_task(refresh("a"))


async def main() -> None:
    task = asyncio.create_task(refresh("b"))
    tasks = []
    for key in "cd":
        tasks.append(asyncio.create_task(refresh(key)))
    await asyncio.gather(task, *tasks)
