"""A method with a default that waits for nothing, overridden by the caller who wants to wait."""
import queue


class Feed:
    def __init__(self):
        self.items = queue.Queue()

    def poll(self, wait=False):
        return self.items.get(wait)  # primitive: blocking

    def drain(self, wait):
        found = []
        found.append(self.poll(wait))
        return found


async def look(feed: Feed):
    return feed.poll()  # silent: blocking


async def look_deep(feed: Feed):
    return feed.drain(False)  # silent: blocking


async def hang(feed: Feed):
    return feed.poll(True)  # expect: blocking-lock


async def hang_deep(feed: Feed):
    return feed.drain(True)  # expect: blocking-lock
