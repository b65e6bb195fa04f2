"""Re exports: by setting."""

import cache


async def page(key: str) -> str:
    return cache.read(key)  # expect: blocking-file-io
