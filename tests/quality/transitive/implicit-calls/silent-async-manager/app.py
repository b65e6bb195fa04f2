"""Implicit calls: async manager, where nothing may be said."""

import asyncio
import time


class Session:
    def __enter__(self):
        time.sleep(1)
        return self

    def __exit__(self, *exc):
        time.sleep(1)

    async def __aenter__(self):
        await asyncio.sleep(1)
        return self

    async def __aexit__(self, *exc):
        await asyncio.sleep(1)


async def handle() -> None:
    async with Session() as session:  # silent: blocking
        print(session)
