"""Re exports: partial conditions."""

import functools
import queue
import threading

lock = threading.Lock()
inbox: queue.Queue[str] = queue.Queue()

take = functools.partial(inbox.get)
peek = functools.partial(inbox.get, block=False)
poll = functools.partial(inbox.get, timeout=0)
try_lock = functools.partial(lock.acquire, blocking=False)


def next_message() -> str:
    return take()


def waiting_message() -> str:
    return peek()


async def consume() -> str:
    if not try_lock():  # silent: blocking
        return ""
    first = waiting_message()  # silent: blocking
    first += poll()  # silent: blocking
    return first + next_message()  # expect: blocking-lock
