"""The event loop that is watched: CPython's own, with a selector and a clock that can be seen into.

A turn is the time between two calls of select. On the real clock a heartbeat is a timer of 5 ms: as
long as the loop runs, it beats. On the virtual clock nothing beats and nobody sleeps: when every
task waits for a timer, time goes on to that timer at once; when there is no timer either, and
nothing outside that could wake a task, the tasks wait for each other for ever.
"""

import asyncio
import gc
import selectors
import threading

BEAT_S = 0.005
TURNS_MAX = 20_000  # at one moment of virtual time
VIRTUAL_MAX_S = 7 * 24 * 3600.0
OUTSIDE_WAIT_S = 0.05  # a look at what threads have done


class ProbeSelector(selectors.BaseSelector):
    """Passes everything on, and knows when a turn begins and ends."""

    def __init__(self, probe):
        self.inner = selectors.DefaultSelector()
        self.probe = probe

    def register(self, fileobj, events, data=None):
        return self.inner.register(fileobj, events, data)

    def unregister(self, fileobj):
        return self.inner.unregister(fileobj)

    def modify(self, fileobj, events, data=None):
        return self.inner.modify(fileobj, events, data)

    def close(self):
        self.inner.close()

    def get_map(self):
        return self.inner.get_map()

    def select(self, timeout=None):
        self.probe.watch.end_turn()
        try:
            return self.probe.select(self.inner, timeout)
        finally:
            self.probe.watch.begin_turn()


class ProbeTask(asyncio.Task):
    """A task that knows where it was made, and whether anyone asked it to stop."""

    is_told_to_stop = False

    def cancel(self, *arguments, **named):
        self.is_told_to_stop = True
        return super().cancel(*arguments, **named)


class ProbeLoop(asyncio.SelectorEventLoop):
    def __init__(self, record, watch, is_virtual):
        self.record, self.watch, self.is_virtual = record, watch, is_virtual
        self.jobs = {}  # futures of what threads do for this loop -> where it was asked for
        self.turns_at_once = 0
        self.is_collected = False
        self.is_stuck = False
        self.thread = threading.get_ident()
        if is_virtual and record.virtual_s is None:
            record.virtual_s = 0.0
        super().__init__(ProbeSelector(self))
        self.set_task_factory(self._make_task)
        self.threads_before = set(threading.enumerate())
        self.own_files = len(self._selector.get_map())

    # ---- Time -----------------------------------------------------------------------------------

    def time(self):
        return self.record.virtual_s if self.is_virtual else super().time()

    def beat(self):
        """The heartbeat; once started it goes on with the loop."""
        self.record.beat_count += 1
        self.record.keep(self.record.beats, self.record.now())
        super().call_later(BEAT_S, self.beat)

    def select(self, inner, timeout):
        if not self.is_virtual:
            return inner.select(timeout)
        ready = inner.select(0)
        if ready or timeout == 0:
            return self._count_turn(ready)
        if self._has_outside():
            return inner.select(OUTSIDE_WAIT_S)
        if not self.is_collected:  # a moment of rest: what nobody holds goes now
            self.is_collected = True
            gc.collect()
            return []
        return self._pass_time(timeout)

    def _count_turn(self, ready):
        self.is_collected = False
        self.turns_at_once += 1
        if self.turns_at_once > TURNS_MAX:
            self._get_stuck("livelock")
        return ready

    def _pass_time(self, timeout):
        self.is_collected = False
        self.turns_at_once = 0
        if timeout is None:
            self._get_stuck("quiescent-deadlock")
        elif self.record.virtual_s + timeout > VIRTUAL_MAX_S:
            self._get_stuck("endless-wait")
        else:
            self.record.virtual_s += timeout
        return []

    def _get_stuck(self, kind):
        """Nothing will ever happen: says so, with where each task waits, and stops."""
        if not self.is_stuck:
            self.is_stuck = True
            for task in sorted(asyncio.all_tasks(self), key=lambda task: task.get_name()):
                stack = [self.record.stack_of(frame) for frame in task.get_stack()]
                places = [place for found in stack[::-1] for place in found[:1]]
                if places:
                    self.record.see(kind, places)
        self.stop()

    def _has_outside(self):
        """Whether something beside this loop could still wake it: a thread, a file, a job."""
        workers = set(threading.enumerate()) - self.threads_before
        busy = [thread for thread in workers if not is_idle_worker(thread, self)]
        return bool(self.jobs) or bool(busy) or len(self._selector.get_map()) > self.own_files

    # ---- What is handed to the loop ---------------------------------------------------------------

    def _make_task(self, loop, coroutine, **named):
        task = ProbeTask(coroutine, loop=loop, **named)
        task.made_at = self.record.stack_here()
        if task.made_at and self.record.is_watching:
            task.made_s = self.record.now()
            task.add_done_callback(self._end_task)
            self.record.count_crowd(task.made_at[0], 1)
        return task

    def _end_task(self, task):
        name = getattr(task.get_coro(), "__qualname__", "task")
        self.record.keep(self.record.tasks, (name, task.made_s, self.record.now()))
        self.record.count_crowd(task.made_at[0], -1)

    def _asyncgen_finalizer_hook(self, generator):
        """Nobody has it any more, and it has not ended."""
        frame = generator.ag_frame
        if frame is not None and not self.record.is_over:
            self.record.see("unclosed-generator", self.record.stack_of(frame)[:1])
        super()._asyncgen_finalizer_hook(generator)

    def call_soon(self, callback, *arguments, context=None):
        if threading.get_ident() != self.thread:
            self.record.see("wrong-thread", self.record.stack_here(), call="call_soon")
        return super().call_soon(self._placed(callback), *arguments, context=context)

    def call_at(self, when, callback, *arguments, context=None):
        self.record.count_sleep()
        return super().call_at(when, self._placed(callback), *arguments, context=context)

    def call_soon_threadsafe(self, callback, *arguments, context=None):
        return super().call_soon_threadsafe(self._placed(callback), *arguments, context=context)

    def run_in_executor(self, executor, function, *arguments):
        stack = self.record.stack_here()

        def job(*arguments):
            result = function(*arguments)
            if asyncio.iscoroutine(result):
                self.record.places[id(result)] = stack
            return result

        future = super().run_in_executor(executor, job, *arguments)
        self.jobs[future] = stack
        future.add_done_callback(self.jobs.pop)
        return future

    def _placed(self, callback):
        """Callbacks of the example's own; those of asyncio are left as they are."""
        code = getattr(callback, "__code__", None)
        is_own = code is not None and code.co_filename == self.record.file
        return self.record.placed(callback) if is_own else callback


def is_idle_worker(thread, loop):
    """A thread of an executor waits between jobs; while there are none it wakes nobody."""
    is_pooled = thread.name.startswith(("asyncio_", "ThreadPoolExecutor"))
    return is_pooled and not loop.jobs
