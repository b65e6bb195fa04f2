"""Functions as values: closure over callable."""

import time


def pause() -> None:
    time.sleep(1)


def twice_of(function):
    def run() -> None:
        function()
        function()

    return run


async def handle() -> None:
    run = twice_of(pause)
    run()  # expect: blocking-sleep
