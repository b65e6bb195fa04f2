"""Paths that are constants of other modules, joined on the way."""
from folders import CACHE, DATA


def load(name):
    return (DATA / name).read_text()  # primitive: blocking


async def show(name):
    return load(name)  # expect: blocking-file-io


async def drop(name):
    CACHE.joinpath(name).write_text("")  # expect: blocking-file-io


async def address(name):
    return str(DATA / name), CACHE.parent.name  # silent: blocking
