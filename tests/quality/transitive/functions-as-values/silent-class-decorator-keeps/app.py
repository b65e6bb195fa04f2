"""Functions as values: class decorator keeps, where nothing may be said."""

import time


class Later:
    def __init__(self, function) -> None:
        self.function = function

    def __call__(self, *args) -> "Later":
        return self


@Later
def wait() -> None:
    time.sleep(1)


async def handle() -> Later:
    return wait()  # silent: blocking
