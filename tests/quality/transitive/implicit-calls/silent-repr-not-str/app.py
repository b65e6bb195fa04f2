"""Implicit calls: repr not str, where nothing may be said."""

import time


class Thing:
    def __str__(self) -> str:
        return "thing"

    def __repr__(self) -> str:
        time.sleep(1)
        return "Thing()"


async def handle(thing: Thing) -> str:
    print(thing)  # silent: blocking
    return f"{thing}" + str(thing)  # silent: blocking
