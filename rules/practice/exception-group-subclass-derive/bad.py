import asyncio


class JobFailed(ExceptionGroup):  # expect: exception-group-subclass-derive
    job = "load"


async def main() -> None:
    await asyncio.sleep(0)
    failed = JobFailed("two steps", [FileNotFoundError("a"), ValueError("b")])
    missing = failed.subgroup(OSError)
    print(missing.job)
