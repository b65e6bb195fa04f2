"""Re exports: lazy own global, where nothing may be said."""

from package import status


async def handle() -> str:
    return status()  # silent: blocking
