import functools as tools

import requests
import trio


async def fetch():
    requests.get("https://example.org")
    requests.get("https://example.org", timeout=3)


trio.run(fetch)
