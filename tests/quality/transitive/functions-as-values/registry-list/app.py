"""Functions as values: registry list."""

import time

HOOKS = []


def hook(function):
    HOOKS.append(function)
    return function


@hook
def settle() -> None:
    time.sleep(1)


@hook
def settle_longer() -> None:
    time.sleep(2)


async def shutdown() -> None:
    for run in HOOKS:
        run()  # expect: blocking-sleep
