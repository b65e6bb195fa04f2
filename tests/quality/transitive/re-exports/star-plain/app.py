"""Re exports: star plain."""

from tools import revision, shorten


async def version() -> str:
    full = revision()  # expect: blocking-subprocess
    return shorten(full)  # silent: blocking
