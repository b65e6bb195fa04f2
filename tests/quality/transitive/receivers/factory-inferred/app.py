"""Factories without annotations, one that keeps what it made."""
import time


class Gate:
    def wait(self):
        time.sleep(0.2)  # primitive: blocking

    def is_open(self):
        return True


def new_gate():
    gate = Gate()
    return gate


_gate = None


def shared_gate():
    global _gate
    if _gate is None:
        _gate = new_gate()
    return _gate


async def enter():
    new_gate().wait()  # expect: blocking-sleep


async def enter_shared():
    shared_gate().wait()  # expect: blocking-sleep


async def look():
    return shared_gate().is_open()  # silent: blocking
