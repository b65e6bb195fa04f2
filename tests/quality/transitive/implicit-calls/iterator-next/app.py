"""Implicit calls: iterator next."""

from feed import Pages


async def crawl(first: str) -> int:
    size = 0
    for page in Pages(first):  # expect: blocking-http
        size += len(page)
    return size
