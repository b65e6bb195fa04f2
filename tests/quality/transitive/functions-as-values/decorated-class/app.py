"""Functions as values: decorated class."""

import time


def registered(cls):
    KNOWN[cls.__name__] = cls
    return cls


KNOWN = {}


@registered
class Job:
    def run(self) -> None:
        time.sleep(1)


async def handle() -> None:
    Job().run()  # expect: blocking-sleep
