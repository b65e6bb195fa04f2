"""Conditions: handed on with a callable."""

import queue
import threading
from functools import partial


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except queue.Empty:
        return None


async def handle(jobs: queue.Queue, thread: threading.Thread) -> None:
    attempt(jobs.get, block=False)  # silent: blocking
    attempt(jobs.get, False)  # silent: blocking
    attempt(jobs.get)  # expect: blocking-lock
    attempt(thread.join, timeout=0)  # silent: blocking
    attempt(thread.join, timeout=2)  # expect: blocking-lock
    attempt(partial(jobs.get, timeout=0))  # silent: blocking
