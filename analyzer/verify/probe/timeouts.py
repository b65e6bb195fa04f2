"""Timeouts of asyncio that cannot do what they are for, and generators that nobody closes.

A timeout cancels its task when time is up. It comes too late when the loop stood still until its
block was left, and too early when its time began elsewhere; and it hits somebody else when its block stands in a generator that waits at a
`yield`: the task is then in the code of who iterates.
"""

import asyncio
import gc
import sys
import types

from watch import STALL_S


def is_suspended(frame):
    """Whether it belongs to an asynchronous generator that waits at a `yield`."""
    return any(
        isinstance(one, types.AsyncGeneratorType) and one.ag_frame is frame and not one.ag_running
        for one in gc.get_objects()
    )


class TimeoutWatch:
    def __init__(self, record):
        self.record = record
        self.frames = {}  # of a timeout: the frame of its block, if that is the example's
        self.stacks = {}  # where it was entered
        self.stalls = {}  # how many there had been
        self.made = {}  # where one was made, and for how long
        self.entered_s = {}

    def install(self):
        timeouts = getattr(asyncio, "timeouts", None)  # since 3.11
        if timeouts is None:
            return
        cls, watch = timeouts.Timeout, self
        enter, leave, strike = cls.__aenter__, cls.__aexit__, cls._on_timeout

        async def entered(timeout):
            watch._on_enter(timeout, sys._getframe(1))
            return await enter(timeout)

        async def left(timeout, *error):
            watch._on_leave(timeout)
            return await leave(timeout, *error)

        def struck(timeout):
            watch._on_strike(timeout)
            return strike(timeout)

        cls.__aenter__, cls.__aexit__, cls._on_timeout = entered, left, struck
        make = asyncio.timeout

        def made(delay):
            timeout = make(delay)
            watch.made[timeout] = (watch.record.stack_here(), delay)
            return timeout

        asyncio.timeout = made

    def _on_enter(self, timeout, frame):
        self.frames[timeout] = frame if frame.f_code.co_filename == self.record.file else None
        self.stacks[timeout] = self.record.stack_of(frame)
        self.stalls[timeout] = len(self.record.stalls)
        self.entered_s[timeout] = asyncio.get_running_loop().time()

    def _on_leave(self, timeout):
        when, stack = timeout.when(), self.stacks.pop(timeout, [])
        began = self.stalls.pop(timeout, 0)
        self.frames.pop(timeout, None)
        late = asyncio.get_running_loop().time() - when if when is not None else 0
        if not stack or late < STALL_S or timeout.expired():
            return
        if len(self.record.stalls) > began:  # else it was the machine
            self.record.see("timeout-overrun", stack, {"ms": round(late * 1000, 1)})

    def _on_strike(self, timeout):
        frame = self.frames.get(timeout)
        if frame is not None and is_suspended(frame):
            self.record.see("timeout-outside", self.record.stack_of(frame)[:1])
        entered_s = self.entered_s.get(timeout, 0)
        stack, delay = self.made.get(timeout, (self.stacks.get(timeout, []), None))
        had = asyncio.get_running_loop().time() - entered_s
        is_early = timeout.when() <= entered_s if delay is None else had < delay / 2
        if stack and is_early:
            self.record.see("timeout-early", stack)
