import asyncio


async def refresh(changes: asyncio.Queue) -> None:
    print(await changes.get())


class Service:
    def start(self, changes: asyncio.Queue) -> None:
        self.task = asyncio.create_task(refresh(changes))


async def main(service: Service) -> None:
    changes: asyncio.Queue[str] = asyncio.Queue()
    service.start(changes)
    task = asyncio.create_task(refresh(changes))
    tasks = []
    for name in ("a", "b", "c"):
        tasks.append(asyncio.create_task(changes.put(name)))
    await asyncio.gather(service.task, task, *tasks)
    print(await changes.get())
