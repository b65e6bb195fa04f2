"""Waits that can never end: for a lock or a result that only this very thread could give."""

import asyncio
import concurrent.futures
import sys
import threading

CONFIRM_S = 0.05  # by then the loop has made no turn, as it cannot


class Deadlock(BaseException):
    """Ends a run that would wait for ever."""


def running_task():
    try:
        return asyncio.current_task()
    except RuntimeError:
        return None


class ProbeLock:
    """A lock of threading that knows who holds it."""

    def __init__(self, watch, make):
        self.watch, self.inner = watch, make()
        self.holder = self.thread = None
        self.held_at = []

    def acquire(self, blocking=True, timeout=-1):
        if not self.inner.acquire(False):
            if not blocking:
                return False
            self._check_holder()
            if not self.inner.acquire(True, timeout):
                return False
        self.holder, self.thread = running_task(), threading.get_ident()
        self.held_at = self.watch.record.stack_here()
        if self.holder:
            self.watch.held.append(self)
        return True

    def release(self):
        self.inner.release()
        if self.holder:
            self.watch.held.remove(self)
        self.holder = self.thread = None

    def locked(self):
        return self.inner.locked()

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *_):
        self.release()

    def _check_holder(self):
        """Waiting for a task of this loop, which cannot run while its thread waits."""
        if self.holder is None or self.thread != threading.get_ident():
            return
        if self.inner.acquire(True, CONFIRM_S):
            self.inner.release()
            return
        record = self.watch.record
        record.see("self-deadlock", record.stack_here(), holder_line=self.held_at[0][1])
        raise Deadlock


class LockWatch:
    def __init__(self, record):
        self.record = record
        self.held = []  # by tasks
        self.told = []

    def install(self):
        for name in ("Lock", "RLock"):
            setattr(threading, name, self._maker(getattr(threading, name)))
        self._watch_results()

    def _maker(self, make):
        def lock():
            is_own = sys._getframe(1).f_code.co_filename == self.record.file
            return ProbeLock(self, make) if is_own else make()

        return lock

    def _watch_results(self):
        submit, result = asyncio.run_coroutine_threadsafe, concurrent.futures.Future.result
        record = self.record

        def run_coroutine_threadsafe(coroutine, loop):
            future = submit(coroutine, loop)
            future.probe_loop = loop
            return future

        def result_or_deadlock(future, timeout=None):
            loop = getattr(future, "probe_loop", None)
            if loop and not future.done() and asyncio._get_running_loop() is loop and timeout is None:
                record.see("self-deadlock", record.stack_here(), holder_line=None)
                raise Deadlock
            return result(future, timeout)

        asyncio.run_coroutine_threadsafe = run_coroutine_threadsafe
        concurrent.futures.Future.result = result_or_deadlock

    def look(self):
        """At the end of a turn: a task that holds a lock of threads now waits with it."""
        for lock in self.held:
            if lock not in self.told and not lock.holder.done():
                self.told.append(lock)
                self.record.see("lock-held-across-await", lock.held_at)
