"""Functions as values: cache over wrapper."""

import functools
import urllib.request


def logged(function):
    @functools.wraps(function)
    def wrapper(*args):
        print(args)
        return function(*args)

    return wrapper


@functools.lru_cache(maxsize=32)
@logged
def page(url: str) -> bytes:
    return urllib.request.urlopen(url).read()


async def handle(url: str) -> bytes:
    return page(url)  # expect: blocking-http
