"""Runs a Python program whose asyncio.run has a virtual clock: virtual_loop.py PROGRAM

The clock begins at 0. It stands still while anything is ready, a thread works or the kernel has something
to deliver, and then jumps to the next timer. Threads do one job after the other. So a program prints the
same times and the same order in every run, and never waits.
"""

import asyncio
import runpy
import selectors
import sys
from concurrent.futures import ThreadPoolExecutor

GRACE = 0.02  # real seconds for what the kernel has under way between two sockets of one program


class Selector(selectors.DefaultSelector):
    """Waits by moving the clock of its loop."""

    loop = None

    def select(self, timeout=None):
        if timeout is None or self.loop.jobs:
            return super().select(0 if timeout == 0 else None)
        ready = super().select(GRACE if timeout and self.loop.has_sockets() else 0)
        if not ready:
            self.loop.now += timeout
        return ready


class Loop(asyncio.SelectorEventLoop):
    def __init__(self):
        self.now = 0.0
        self.jobs = 0  # in threads, that the clock waits for
        selector = Selector()
        selector.loop = self
        super().__init__(selector)
        self.set_default_executor(ThreadPoolExecutor(1))

    def time(self):
        return self.now

    def has_sockets(self):
        own = 1  # what wakes the loop
        return len(self._selector.get_map()) > own

    def job_done(self, _):
        self.jobs -= 1

    def run_in_executor(self, executor, func, *args):
        future = super().run_in_executor(executor, func, *args)
        self.jobs += 1
        future.add_done_callback(self.job_done)
        return future

    async def shutdown_default_executor(self, timeout=None):
        """Without a limit: it would be one of virtual time."""
        await super().shutdown_default_executor()


def main():
    asyncio.events.new_event_loop = Loop  # what asyncio.run asks for its loop
    runpy.run_path(sys.argv[1], run_name="__main__")


if __name__ == "__main__":
    main()
