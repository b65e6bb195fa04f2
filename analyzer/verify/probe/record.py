"""What was seen while an example ran: observations, and the turns of the loop.

An observation is of a kind, has a stack (places in the example, innermost first), facts that are
the same in every run on every machine, and measurements that are not.
"""

import sys
import threading
from time import perf_counter

CROWD = 100  # tasks of one line that are alive together
SLEEPS = 20  # of one line: it polls
TIMELINE_MAX = 4000  # turns, heartbeats and tasks that are kept of each

_site = threading.local()  # where the callback that runs now was handed over, if it was


class Record:
    def __init__(self, file):
        self.file = file  # the co_filename of the example's code
        self.run = 0
        self.observations = []
        self.places = {}  # id of a coroutine that another thread made -> who asked that thread
        self.stubs = []
        self.packages = {}
        self.turns, self.beats, self.tasks = [], [], []
        self.beat_count = 0
        self.turn_count = 0
        self.longest_s = 0.0
        self.is_disturbed = False
        self.late = []  # (start, end, seconds): how late a thread was that only sleeps
        self.stalls = []  # (measured, start, end, what it computed, or None if it waited)
        self.is_watching = False  # not while a run is prepared
        self.is_over = False  # the run is: what is stopped now says nothing
        self.start = perf_counter()
        self.sleeps = None  # how often each line has slept, if that counts
        self.crowds = None  # tasks that each line has made and that are not done, if they count
        self.virtual_s = None  # the time on a virtual clock, over all runs

    def see(self, kind, stack, measured=None, **facts):
        measured = measured or {}
        measured.setdefault("at_ms", round(self.now() * 1000, 1))
        self.observations.append(
            {
                "kind": kind,
                "run": self.run,
                "stack": [list(place) for place in stack],
                "facts": facts,
                "measured": measured,
            }
        )

    def count_sleep(self):
        """A timer was asked for, maybe by the example."""
        stack = self.stack_here() if self.sleeps is not None else None
        if not stack:
            return
        self.sleeps[stack[0]] = count = self.sleeps.get(stack[0], 0) + 1
        if count == SLEEPS:
            self.see("polled", stack)

    def count_crowd(self, place, change):
        """A task that was made at a place has begun, or ended."""
        if self.crowds is None:
            return
        self.crowds[place] = count = self.crowds.get(place, 0) + change
        if change > 0 and count == CROWD:
            self.see("concurrency-peak", [place])

    def now(self):
        """Seconds on the clock of the example."""
        return perf_counter() - self.start if self.virtual_s is None else self.virtual_s

    def keep(self, spans, span):
        if len(spans) < TIMELINE_MAX:
            spans.append(span)

    # ---- Places in the example ------------------------------------------------------------------

    def stack_of(self, frame):
        """The places of a frame and its callers that lie in the example, innermost first."""
        places = []
        while frame:
            if frame.f_code.co_filename == self.file:
                places.append((self.file, frame.f_lineno, frame.f_code.co_name))
            frame = frame.f_back
        return places or getattr(_site, "stack", [])

    def stack_here(self):
        return self.stack_of(sys._getframe(1))

    def stack_of_origin(self, origin):
        return [place for place in origin or () if place[0] == self.file]

    def stack_of_code(self, code):
        """Where a function of the example is defined."""
        return [(self.file, code.co_firstlineno, code.co_name)] if code.co_filename == self.file else []

    def stack_of_error(self, error):
        places = []
        step = error.__traceback__
        while step:
            if step.tb_frame.f_code.co_filename == self.file:
                places.append((self.file, step.tb_lineno, step.tb_frame.f_code.co_name))
            step = step.tb_next
        return places[::-1]

    def placed(self, function):
        """The callback, made to know its place in the example: where it was handed over."""
        stack = self.stack_here()
        if not stack or isinstance(function, Placed):
            return function
        return Placed(function, stack)

    # ---- What goes out --------------------------------------------------------------------------

    def measure_stalls(self):
        """How much of each stall cannot be the machine's doing: what was computed, or the wait, but
        for the time that a thread that only sleeps was late in it."""
        for measured, start, end, computed in self.stalls:
            late = sum(min(late, end - start) for since, until, late in self.late if since < end and until > start)
            sure = max(0.0, end - start - late) if computed is None else computed
            measured["sure_ms"] = round(sure * 1000, 1)

    def facts(self):
        """Sorted and without doubles: the same for every run."""
        seen = {}
        for one in self.observations:
            lines = [place[1] for place in one["stack"]]
            # Whether a comprehension is a function of its own depends on the version.
            lines = [line for number, line in enumerate(lines) if lines[:number][-1:] != [line]]
            fact = {"kind": one["kind"], "run": one["run"], "lines": lines, **one["facts"]}
            seen[one["run"], tuple(lines[::-1]), one["kind"], repr(sorted(one["facts"].items()))] = fact
        return [seen[key] for key in sorted(seen)]

    def timeline(self):
        def ms(values):
            return [round(value * 1000, 3) for value in values]

        return {
            "unit": "ms",
            "turns": [ms(turn) for turn in self.turns],
            "beats": ms(self.beats),
            "tasks": [[name, *ms(span)] for name, *span in self.tasks],
        }


class Placed:
    """A callback with the place where it was handed over. What it returns is dropped, as by those
    who call callbacks, and already here: a coroutine that is dropped is seen at that place."""

    def __init__(self, function, stack):
        self.function, self.stack = function, stack

    def __call__(self, *arguments):
        before = getattr(_site, "stack", [])
        _site.stack = self.stack
        try:
            self.function(*arguments)
        finally:
            _site.stack = before

    def __eq__(self, other):
        return self.function == getattr(other, "function", other)

    def __hash__(self):
        return hash(self.function)
