"""A queue that is asked without waiting, in all the ways to say so."""
import queue

NO_WAIT = 0
BLOCK = False
jobs: "queue.Queue[str]" = queue.Queue()


class Limits:
    wait = 0.0


def poll():
    return jobs.get(timeout=0)


def poll_by_position():
    return jobs.get(True, 0)


def poll_by_constant():
    return jobs.get(True, NO_WAIT)


def poll_by_class():
    return jobs.get(timeout=Limits.wait)


def take():
    return jobs.get(BLOCK)


def wait():
    return jobs.get(timeout=5)  # primitive: blocking


async def consume():
    poll()  # silent: blocking
    poll_by_position()  # silent: blocking
    poll_by_constant()  # silent: blocking
    poll_by_class()  # silent: blocking
    take()  # silent: blocking
    return wait()  # expect: blocking-lock
