"""select and poll with no time to wait."""
import select


def readable(handle):
    return select.select([handle], [], [], 0)[0]


def readable_within(handle, timeout):
    return select.select([handle], [], [], timeout)[0]  # primitive: blocking


def events(poller: select.epoll):
    return poller.poll(timeout=0)


async def look(handle, poller: select.epoll):
    readable(handle)  # silent: blocking
    readable_within(handle, 0)  # silent: blocking
    events(poller)  # silent: blocking


async def wait(handle):
    readable_within(handle, 2)  # expect: blocking-poll
