"""Turns of event loops that take long, and where the thread was meanwhile.

A turn lies between two waits in the loop's selector. Per turn the loop's own thread notes when it
began, no more: one call of Python and one look at the clock. A second thread looks a few times in
the length of a stall; where a turn has lasted for half of one, it takes the stack, again and again.
When such a turn ends, its length is exact, and is shared out among the stacks that were seen.

A call that keeps the interpreter's lock keeps the second thread out, too. It gets its chance when
that call ends, before the next instruction, so even then it sees the place.
"""

import functools
import os
import sys
import threading
import time
import types
from asyncio import base_events, events

from . import reach, telling, watchdog
from .record import stall_ms, write

STALL_S = stall_ms() / 1000
SHARE = 0.5  # of a turn's time: what it mostly was
DEPTH_MAX = 200
HAS_COLUMNS = sys.version_info >= (3, 11)
OWN = os.path.dirname(os.path.abspath(__file__)) + os.sep

# What lies below a callback on the stack of a loop.
BOTTOM = {
    events.Handle._run.__code__,
    base_events.BaseEventLoop._run_once.__code__,
    base_events.BaseEventLoop.run_forever.__code__,
}


def take(frame, bottom=()):
    """(code, line, instruction) of a frame and its callers, innermost first, up to the code in
    `bottom`, which is left out."""
    places = []
    while frame is not None and len(places) < DEPTH_MAX:
        code = frame.f_code
        if code in bottom:
            break
        if not code.co_filename.startswith(OWN):
            places.append((code, frame.f_lineno, frame.f_lasti if HAS_COLUMNS else -1))
        frame = frame.f_back
    return tuple(places)


ACTIVE = {}  # thread -> the turn of the loop that it runs
_told = set()  # native ids of threads with loops


def usage_of(native_id, open=os.open, pread=os.pread, close=os.close, flags=os.O_RDONLY, clock=time.clock_gettime):
    """A function that says what this thread had of the processor: seconds that it ran, and seconds
    that it had to wait for one. None where the system does not tell. While the thread has not run
    since the last time, the file is not read again: idle loops are looked at often."""
    name = f"/proc/self/task/{native_id}/schedstat"
    of_thread = getattr(time, "pthread_getcpuclockid", lambda _ident: None)(threading.get_ident())
    ran_last = said_last = None

    def read():
        nonlocal ran_last, said_last
        try:
            ran_now = clock(of_thread) if of_thread else None
            if ran_now is not None and ran_now == ran_last:
                return said_last
            file = open(name, flags)
        except OSError:
            return None
        try:
            ran, waited = pread(file, 64, 0).split()[:2]
        except (OSError, ValueError):
            return None
        finally:
            close(file)
        ran_last, said_last = ran_now, (int(ran) / 1e9, int(waited) / 1e9)
        return said_last

    return read


class Turn:
    """The present turn of one loop. The loop's thread writes `start`, 0.0 while it waits."""

    __slots__ = ("start", "samples", "thread", "native", "usage", "before", "outer", "selector", "select")

    def __init__(self, outer):
        self.start = 0.0
        self.samples = []  # [start, stack, since, until], of this turn and the last one
        self.thread = threading.get_ident()
        self.native = threading.get_native_id()
        self.usage = usage_of(self.native)
        self.before = None  # usage when the turn was still young
        self.outer = outer
        self.selector = self.select = None

    def begun(self):
        return self.start

    def look(self, clock=time.perf_counter, current_frames=sys._current_frames):
        """By the second thread."""
        start = self.begun()
        now = clock()
        if not start or now - start < STALL_S * SHARE:
            self.before = self.usage()
            return
        places = take(current_frames().get(self.thread), BOTTOM)
        last = self.samples[-1] if self.samples else None
        if last and last[0] == start and last[1] == places:
            last[3] = now
        elif self.begun() == start:
            since = start
            if last and last[0] == start:  # somewhere between the two looks it went from there to here
                since = last[3] = (last[3] + now) / 2
            self.samples.append([start, places, since, now])

    def end(self, start, end):
        """By the loop's thread, when there are samples."""
        samples, self.samples = [sample for sample in self.samples if sample[0] == start], []
        if not samples or end - start < STALL_S:
            return
        try:
            after = self.usage()  # telling takes time, too
            telling.tell_turn(self, samples, start, end, after)
        except Exception as error:  # the program goes on, whatever it is
            write("trouble", text=repr(error))


# ---- Loops of asyncio ------------------------------------------------------------------------------


def _timed(inner, turn, clock=time.perf_counter):
    """The selector's select, with a turn around each of its calls."""

    def select(timeout=None):
        start = turn.start
        turn.start = 0.0
        if turn.samples:
            turn.end(start, clock())
        ready = inner(timeout)
        turn.start = clock()
        return ready

    return select


def begin(turn, name):
    ACTIVE[turn.thread] = turn
    if turn.native not in _told:
        _told.add(turn.native)
        write("loop", name=name, thread=turn.native)
    reach.look()
    watchdog.wake()


def _enter(loop, clock=time.perf_counter):
    """Returns the turn, or None where there is no selector to be seen, or it is watched already."""
    selector = getattr(loop, "_selector", None)
    # Its __dict__ is not touched: that would make every attribute of it slower.
    if not isinstance(getattr(selector, "select", None), types.MethodType):
        return None
    turn = Turn(ACTIVE.get(threading.get_ident()))
    turn.selector, turn.select = selector, _timed(selector.select, turn)
    selector.select = turn.select
    begin(turn, type(loop).__name__)
    turn.start = clock()
    return turn


def _leave(loop, turn, clock=time.perf_counter):
    start = turn.start
    turn.start = 0.0
    if start and turn.samples:
        turn.end(start, clock())
    if turn.selector.select is turn.select:
        del turn.selector.select
    turn.selector = turn.select = None
    restore(turn)


def restore(turn):
    if turn.outer:
        ACTIVE[turn.thread] = turn.outer
    else:
        ACTIVE.pop(turn.thread, None)


def watch_asyncio():
    watchdog.prepare(ACTIVE, STALL_S / 4)
    run_forever = base_events.BaseEventLoop.run_forever

    @functools.wraps(run_forever)
    def watched(loop):
        turn = _enter(loop)
        try:
            return run_forever(loop)
        finally:
            if turn:
                _leave(loop, turn)

    base_events.BaseEventLoop.run_forever = watched

