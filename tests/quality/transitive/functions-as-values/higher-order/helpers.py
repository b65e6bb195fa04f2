"""Functions as values: higher order (helpers)."""


def apply(function, *args):
    return function(*args)


def twice(function):
    apply(function)
    apply(function)
