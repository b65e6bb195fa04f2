"""Starting and stopping a service."""
import asyncio
import contextlib
import time


class Service:
    def __init__(self) -> None:
        self.task: asyncio.Task | None = None
        self.connections: dict[str, asyncio.StreamWriter] = {}

    async def run(self) -> None:
        while True:
            await asyncio.sleep(1)

    async def stop(self) -> None:
        if self.task is None:
            return
        self.task.cancel()
        try:
            await self.task
        except asyncio.CancelledError:  # silent: cancellation
            pass

    async def stop_in_time(self) -> None:
        assert self.task is not None
        self.task.cancel()
        with contextlib.suppress(asyncio.CancelledError, asyncio.TimeoutError):  # silent: cancellation
            await asyncio.wait_for(self.task, 5)

    async def close_all(self) -> None:
        for writer in self.connections.values():
            try:
                writer.close()
                await writer.wait_closed()
            except (OSError, asyncio.CancelledError):  # expect: swallowed-cancellation
                print("left")

    async def close_all_well(self) -> None:
        for writer in self.connections.values():
            writer.close()
            try:
                await writer.wait_closed()
            except OSError:  # silent: cancellation
                print("left")

    async def heartbeat(self) -> None:
        try:
            await self.run()
        except BaseException as error:  # expect-miss: swallowed-cancellation -- what it caught is kept: probable
            self.last_error = str(error)
        print("stopped")

    async def restart(self) -> None:
        async with asyncio.timeout(10):  # expect: timeout-cannot-interrupt-blocking
            self.wait_for_port()  # expect: blocking-sleep

    def wait_for_port(self) -> None:
        while not self.connections:
            time.sleep(0.5)

    async def restart_well(self) -> None:
        async with asyncio.timeout(10):  # silent: cancellation
            await asyncio.to_thread(self.wait_for_port)

    async def forget(self) -> None:
        async with asyncio.timeout(1):  # expect: timeout-without-await
            self.connections.clear()

    async def reload(self, lock: asyncio.Lock) -> None:
        async with asyncio.timeout(1), lock:  # silent: cancellation
            self.connections.clear()
