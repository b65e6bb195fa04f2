"""Functions as values: event emitter."""

import shutil

from emitter import Emitter

events = Emitter()


def drop_cache(name: str) -> None:
    shutil.rmtree(f"cache/{name}")


events.on("changed", drop_cache)


async def change(name: str) -> None:
    events.emit("changed", name)  # expect: blocking-tree-io
