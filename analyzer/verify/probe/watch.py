"""What holds the thread of the loop: the innermost call into C that took long, or Python itself.

A profile function on the loop's thread sees each call into C begin and end. One that took longer
than STALL_S is a stall if the thread waited in it or computed in it. If the thread did neither, it
was the machine that took the processor away: such a call is no observation, it only makes the run
a disturbed one. A second thread looks at turns that last long without such a call, for where they are.
"""

import sys
import threading
from time import perf_counter, process_time, thread_time

from loop import BEAT_S
try:
    from resource import RUSAGE_THREAD, getrusage
except ImportError:  # not on this system: a call that computed nothing has waited
    getrusage = None

STALL_S = 0.1
CPU_S = 0.04  # of processor time: it computed
LATE_S = 0.03  # of a thread that only sleeps: the machine is busy
FILE_CALLS = 500  # file-system calls in one turn, for one line of the coroutine


def waits():
    """How often this thread gave the processor away by itself; grows when it waits."""
    return getrusage(RUSAGE_THREAD).ru_nvcsw if getrusage else perf_counter()


def name_of(function):
    """time.sleep, posix.waitpid, sqlite3.Connection.execute, socket.recv_into."""
    owner = getattr(function, "__self__", None)
    name = function.__qualname__
    if owner is None or isinstance(owner, type(sys)):
        module = function.__module__ or getattr(owner, "__name__", "")
    else:
        module = type(owner).__module__
        name = type(owner).__name__ + "." + function.__name__
    module = module.lstrip("_")
    if module in ("builtins", "thread") or name.startswith(module + "."):
        return name
    return module + "." + name


def is_starting_thread(frame):
    """Whether it waits for a thread of its own to begin: only a busy machine makes that long."""
    while frame and frame.f_code is not threading.Thread.start.__code__:
        frame = frame.f_back
    return frame is not None


def is_file_call(function):
    owner = getattr(function, "__self__", None)
    return "posix" in (getattr(owner, "__name__", ""), type(owner).__module__)


class Call:
    """A call into C, and how long Python ran inside it: that time is not its own."""

    def __init__(self, function):
        self.function = function
        self.python_s = 0.0
        self.frame = self.entered = None
        self.cpu, self.waits = thread_time(), waits()
        self.start = perf_counter()

    def enter(self, frame):
        if self.frame is None:
            self.frame, self.entered = frame, perf_counter()

    def leave(self, frame):
        if self.frame is frame:
            self.python_s += perf_counter() - self.entered
            self.frame = None


class Watch:
    def __init__(self, record):
        self.record = record
        self.open = []  # Calls into C that have not ended
        self.is_turn = False
        self.turn_start = 0.0
        self.cpu = 0.0
        self.waits = 0
        self.is_told = False  # a call of this turn
        self.sample = []  # a stack of this turn, taken when it had lasted for long
        self.file_calls = {}
        self.thread_id = threading.get_ident()
        self.at_end_of_turn = lambda: None

    # ---- Turns ----------------------------------------------------------------------------------

    def begin_turn(self):
        self.is_told = False
        self.sample = []
        self.file_calls.clear()
        self.cpu, self.waits = thread_time(), waits()
        self.turn_start = perf_counter()
        self.is_turn = True

    def end_turn(self):
        if not self.is_turn:
            return
        self.is_turn = False
        record, end = self.record, perf_counter()
        if not record.is_watching:
            return
        record.turn_count += 1
        record.longest_s = max(record.longest_s, end - self.turn_start)
        now = record.now()
        spent = 0.0 if record.virtual_s is not None else end - self.turn_start
        record.keep(record.turns, (now - spent, now))
        if not self._tell_file_calls(end) and not self.is_told:
            self._tell_turn(end)
        self.at_end_of_turn()

    def _tell_turn(self, end):
        if end - self.turn_start < STALL_S:
            return
        if self.sample:
            self._tell(None, self.sample, end, self.turn_start, self.cpu, self.waits)
        else:
            self.record.is_disturbed = True

    def _tell_file_calls(self, end):
        busy = [stack for stack, count in self.file_calls.values() if count >= FILE_CALLS]
        for stack in busy:
            count = self.file_calls[stack[-1]][1]
            spent = end - self.turn_start
            measured = {"ms": round(spent * 1000, 1), "calls": count}
            measured["at_ms"] = round((self.record.now() - spent) * 1000, 1)
            self.record.see("loop-stall", stack, measured, cause="many-calls", primitive=None)
        return busy

    # ---- Calls ----------------------------------------------------------------------------------

    def profile(self, frame, event, function):
        """For sys.setprofile."""
        if event == "c_call":
            self.open.append(Call(function))
            if self.is_turn and is_file_call(function):
                self._count_file_call(frame)
        elif event in ("c_return", "c_exception") and self.open:
            self._end_call(frame, function)
        elif event == "call" and self.open:
            self.open[-1].enter(frame)
        elif event == "return" and self.open:
            self.open[-1].leave(frame)

    def _end_call(self, frame, function):
        end = perf_counter()
        call = self.open.pop()
        # `==`: some versions make a new bound method for each event. Others may not have ended.
        while self.open and call.function != function:
            call = self.open.pop()
        # What Python calls by itself (`with`, `for`) shows in some versions only: the turn tells.
        is_long = end - call.start - call.python_s >= STALL_S
        if not self.is_turn or not is_long or call.function.__name__.startswith("__"):
            return
        if is_starting_thread(frame):
            self.record.is_disturbed = self.is_told = True
            return
        stack = self.record.stack_of(frame)
        name = name_of(call.function)
        self.is_told |= bool(stack) and self._tell(name, stack, end, call.start, call.cpu, call.waits)

    def _count_file_call(self, frame):
        stack = self.record.stack_of(frame)
        if stack:
            count = self.file_calls.get(stack[-1], (stack, 0))[1]
            self.file_calls[stack[-1]] = (stack, count + 1)

    def _tell(self, primitive, stack, end, start, cpu, waited):
        """Whether it was a stall."""
        computed = thread_time() - cpu
        if computed >= CPU_S:
            cause = "cpu"
        elif waits() > waited:
            cause = "blocked"
        else:
            self.record.is_disturbed = True
            return False
        record = self.record
        spent = end - start
        measured = {"ms": round(spent * 1000, 1), "beats_due": int(spent / BEAT_S)}
        record.stalls.append((measured, start, end, computed if cause == "cpu" else None))
        measured["at_ms"] = round((record.now() - spent) * 1000, 1)
        if primitive:
            measured["beats"] = sum(start < beat + record.start < end for beat in record.beats[-100:])
        record.see("loop-stall", stack, measured, cause=cause, primitive=primitive)
        return True


class SideThread(threading.Thread):
    """Looks at turns that last, and notices when the machine is too busy to be trusted."""

    def __init__(self, watch):
        super().__init__(name="probe", daemon=True)
        self.watch = watch
        self.is_over = threading.Event()

    def run(self):
        watch, last, computed = self.watch, perf_counter(), process_time()
        while not self.is_over.wait(BEAT_S):
            now, computed_now = perf_counter(), process_time()
            # While the program itself computes it may keep the interpreter's lock: that is its own doing.
            late = now - last - (computed_now - computed) - BEAT_S
            if late > LATE_S:
                watch.record.is_disturbed = True
            if late > 0:
                watch.record.late.append((last, now, late))
            computed = computed_now
            start = watch.turn_start
            if watch.is_turn and now - start > STALL_S / 2:
                sample = watch.record.stack_of(sys._current_frames().get(watch.thread_id))
                if start == watch.turn_start:
                    watch.sample = sample
            last = now
