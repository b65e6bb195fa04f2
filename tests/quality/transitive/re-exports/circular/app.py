"""Re exports: circular."""

from left import entry


async def dig() -> str:
    return entry()  # expect: blocking-file-io
