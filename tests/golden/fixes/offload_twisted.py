"""In code for Twisted work goes to the reactor's threads, which take keywords, too."""

import requests
from twisted.internet import defer


async def fetch(url):
    return requests.get(url, timeout=3)


async def fetch_beside(url):
    from twisted.internet import threads

    await threads.deferToThread(print, url)
    return requests.get(url, timeout=3)


async def fetch_elsewhere(url, twisted):
    await twisted.ready()
    return requests.get(url, timeout=3)


@defer.inlineCallbacks
def fetch_later(url):
    yield defer.succeed(None)
    return requests.get(url, timeout=3)
