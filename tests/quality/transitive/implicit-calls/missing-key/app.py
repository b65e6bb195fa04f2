"""Implicit calls: missing key."""

import urllib.request


class Pages(dict):
    def __missing__(self, url: str) -> bytes:
        self[url] = self._download(url)
        return self[url]

    def _download(self, url: str) -> bytes:
        return urllib.request.urlopen(url).read()


pages = Pages()


async def page(url: str) -> bytes:
    return pages[url]  # expect: blocking-http
