import asyncio


class Poller:
    async def poll(self) -> None:
        raise OSError("the server is gone")

    def start(self) -> None:
        self._task = asyncio.ensure_future(self.poll())  # expect: task-exception-unobserved "_task"

    def stop(self) -> None:
        self._task.cancel()


async def serve() -> None:
    poller = Poller()
    poller.start()
    await asyncio.sleep(1)
    print("served")
