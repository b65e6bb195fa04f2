"""Re exports: star respects all."""

import storage


async def update(key: str, value: str) -> str:
    storage.save(key, value)  # expect: blocking-database
    return storage.load(key)  # silent: blocking
