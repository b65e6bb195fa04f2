"""Functions as values: emitter of library."""

import subprocess

from pyee.asyncio import AsyncIOEventEmitter

events = AsyncIOEventEmitter()


@events.on("saved")
def build(name: str) -> None:
    subprocess.run(["make", name])


@events.on("opened")
def note(name: str) -> None:
    print(name)


async def edit(name: str) -> None:
    events.emit("opened", name)  # silent: blocking
    events.emit("saved", name)  # expect: blocking-subprocess
