"""Re exports: import as."""

import company.reports.writer as out


async def report(descriptor: int, text: str) -> None:
    line = out.banner(text)  # silent: blocking
    out.flush_to_disk(descriptor, line)  # expect: blocking-fsync
