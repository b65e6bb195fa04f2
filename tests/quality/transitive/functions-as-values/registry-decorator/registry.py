"""Functions as values: registry decorator (registry)."""

HANDLERS = {}


def register(name: str):
    def decorate(function):
        HANDLERS[name] = function
        return function

    return decorate


def dispatch(name: str, *args):
    return HANDLERS[name](*args)
