"""Functions as values: registry object."""

import urllib.request


class Registry:
    def __init__(self) -> None:
        self.handlers = {}

    def register(self, name: str):
        def decorate(function):
            self.handlers[name] = function
            return function

        return decorate

    def call(self, name: str, *args):
        return self.handlers[name](*args)


registry = Registry()


@registry.register("page")
def page(url: str) -> bytes:
    return urllib.request.urlopen(url).read()


async def handle(name: str, url: str) -> bytes:
    return registry.call(name, url)  # expect: blocking-http
