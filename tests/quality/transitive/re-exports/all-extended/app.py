"""Re exports: all extended."""

import jobs


async def finish(job: int) -> None:
    jobs.pack(job)  # expect: blocking-tree-io
