"""Functions as values: callables in keywords."""

import time


def wait() -> None:
    time.sleep(1)


def note() -> None:
    print("done")


def finish(**hooks: object) -> None:
    for hook in hooks.values():
        hook()


def on_error(**hooks: object) -> None:
    hook = hooks.get("error")
    if hook:
        hook()


async def handle() -> None:
    finish(done=note)  # silent: blocking
    finish(done=wait)  # expect: blocking-sleep
    on_error(error=note, done=wait)  # silent: blocking
    on_error(error=wait)  # expect: blocking-sleep
