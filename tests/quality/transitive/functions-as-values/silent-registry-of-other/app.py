"""Functions as values: registry of other, where nothing may be said."""

import time

SLOW = {}
QUICK = {}


def register(table, name):
    def decorate(function):
        table[name] = function
        return function

    return decorate


@register(SLOW, "wait")
def wait() -> None:
    time.sleep(1)


@register(QUICK, "go")
def go() -> None:
    pass


async def handle() -> None:
    QUICK["go"]()  # silent: blocking
