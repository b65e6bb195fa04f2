"""Functions as values: stacked original."""

from functools import wraps
from pathlib import Path


def checked(function):
    @wraps(function)
    def inside(*args):
        assert args
        return function(*args)

    return inside


def named(name: str):
    def decorate(function):
        @wraps(function)
        def inside(*args):
            print(name)
            return function(*args)

        return inside

    return decorate


@named("text")
@checked
@checked
def text_of(path: Path) -> str:
    return path.read_text()


async def handle(path: Path) -> str:
    return text_of(path)  # expect: blocking-file-io
