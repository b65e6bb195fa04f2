import asyncio


class Poller:
    async def poll(self) -> None:
        raise OSError("the server is gone")

    def start(self) -> None:
        self._task = asyncio.ensure_future(self.poll())
        self._task.add_done_callback(self.tell)

    def tell(self, task: asyncio.Task) -> None:
        if not task.cancelled() and task.exception():
            print(task.exception())

    def stop(self) -> None:
        self._task.cancel()


async def serve() -> None:
    poller = Poller()
    poller.start()
    await asyncio.sleep(1)
    print("served")
