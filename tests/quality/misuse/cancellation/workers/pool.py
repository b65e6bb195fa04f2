"""A pool of workers over a queue, with the ways in which people end one."""
import asyncio
import logging
from contextlib import suppress

log = logging.getLogger(__name__)


class Pool:
    def __init__(self, size: int) -> None:
        self.queue: asyncio.Queue[str] = asyncio.Queue()
        self.size = size
        self.workers: list[asyncio.Task] = []

    def start(self) -> None:
        self.workers = [asyncio.create_task(self.work(n)) for n in range(self.size)]

    async def work(self, number: int) -> None:
        while True:
            try:
                job = await self.queue.get()
                await self.handle(job)
            except BaseException:  # expect: swallowed-cancellation
                log.exception("worker %d", number)

    async def work_well(self, number: int) -> None:
        while True:
            job = await self.queue.get()
            try:
                await self.handle(job)
            except Exception:  # silent: cancellation
                log.exception("worker %d", number)

    async def handle(self, job: str) -> None:
        await asyncio.sleep(0.1)
        log.info("%s", job)

    async def retry(self, job: str) -> None:
        for attempt in range(3):
            try:
                await self.handle(job)
                return
            except:  # expect: cancellation-replaced
                log.warning("attempt %d", attempt)
                continue

    async def retry_well(self, job: str) -> None:
        for attempt in range(3):
            try:
                await self.handle(job)
                return
            except asyncio.CancelledError:  # silent: cancellation
                log.info("given up")
                raise
            except Exception:
                log.warning("attempt %d", attempt)

    async def drain(self) -> None:
        with suppress(asyncio.CancelledError):  # expect: suppressed-cancellation
            await self.queue.join()
        log.info("drained")

    async def stop(self) -> None:
        for worker in self.workers:
            worker.cancel()
        for worker in self.workers:
            with suppress(asyncio.CancelledError):  # silent: cancellation
                await worker

    async def first_result(self) -> str:
        try:
            return await self.queue.get()
        finally:
            return "none"  # expect: finally-discards-cancellation

    async def count(self, jobs: list[str]) -> int:
        done = 0
        for job in jobs:
            try:
                await self.handle(job)
                done += 1
            finally:
                if done > 10:
                    break  # expect: finally-discards-cancellation
        return done

    async def count_well(self, jobs: list[str]) -> int:
        done = 0
        for job in jobs:
            try:
                await self.handle(job)
            finally:
                done += 1  # silent: cancellation
        return done

    async def translate(self, job: str) -> None:
        try:
            await self.handle(job)
        except asyncio.CancelledError as error:  # expect: cancellation-replaced
            raise RuntimeError("job was stopped") from error

    async def translate_well(self, job: str) -> None:
        try:
            await self.handle(job)
        except ValueError as error:  # silent: cancellation
            raise RuntimeError("bad job") from error
