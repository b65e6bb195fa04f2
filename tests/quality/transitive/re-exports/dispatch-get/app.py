"""Re exports: dispatch get."""

import urllib.request


def fetch_image(url: str) -> bytes:
    return urllib.request.urlopen(url).read()


def fetch_page(url: str) -> bytes:
    return urllib.request.urlopen(url + "?plain").read()


FETCHERS = {"image": fetch_image, "page": fetch_page}


async def fetch(kind: str, url: str) -> bytes:
    fetcher = FETCHERS.get(kind, fetch_page)
    return fetcher(url)  # expect: blocking-http
