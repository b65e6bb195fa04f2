"""What stands behind ** may be anything: nothing is ruled out."""
import queue

jobs = queue.Queue()


def take(**options):
    return jobs.get(**options)  # primitive: blocking


def take_block(block=True):
    return jobs.get(block)  # primitive: blocking


async def any_way(options):
    return take_block(*options)  # expect: blocking-lock


async def waiting():
    return take()  # expect: blocking-lock
