import asyncio


async def work(jobs: asyncio.Queue) -> None:
    while True:
        print(await jobs.get())
        jobs.task_done()


async def main() -> None:
    jobs: asyncio.Queue = asyncio.Queue()
    worker = asyncio.create_task(work(jobs))
    jobs.put_nowait("a")
    await jobs.join()
    worker.cancel()
