import asyncio


class JobFailed(ExceptionGroup):
    job = "load"

    def derive(self, excs):
        return JobFailed(self.message, excs)


async def main() -> None:
    await asyncio.sleep(0)
    failed = JobFailed("two steps", [FileNotFoundError("a"), ValueError("b")])
    missing = failed.subgroup(OSError)
    print(missing.job)
