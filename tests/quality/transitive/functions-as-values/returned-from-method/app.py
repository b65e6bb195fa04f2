"""Functions as values: returned from method."""

import requests


class Factory:
    def maker(self):
        return self._make

    def _make(self) -> str:
        return requests.get("https://make.example").text


async def make(factory: Factory) -> str:
    make_one = factory.maker()
    return make_one()  # expect: blocking-http
