"""The second thread. It is none that `threading` knows, it is there only while loops run, and not
while the process forks: since 3.12 that is worth a warning to the interpreter."""

import _thread
import atexit
import os
import threading
import time

from . import reach
from .record import write

IDLE_LOOKS = 40  # without a loop; then the thread ends
GONE_S = 0.2  # at most; it takes a fraction of a millisecond

_state = {"active": {}, "interval_s": 0.025}


class Watchdog:
    def __init__(self):
        self.guard = _thread.allocate_lock()
        self.stop = _thread.allocate_lock()  # held; released, it ends the thread
        self.stop.acquire()
        self.is_running = False
        self.native = 0

    def wake(self):
        if self.is_running:
            return
        with self.guard:
            if not self.is_running:
                self.is_running = True
                try:
                    _thread.start_new_thread(self._run, ())
                except RuntimeError:  # the interpreter ends
                    self.is_running = False

    def _run(self):
        self.native = threading.get_native_id()
        active, interval_s = _state["active"], _state["interval_s"]
        idle = 0
        while not self.stop.acquire(timeout=interval_s):
            try:
                for turn in list(active.values()):
                    turn.look()
                reach.look()
            except Exception as error:  # nothing of this is the program's trouble
                write("trouble", text=repr(error))
                break
            idle = 0 if active else idle + 1
            if idle >= IDLE_LOOKS and self._may_end():
                return
        self.is_running = False

    def _may_end(self):
        with self.guard:
            self.is_running = bool(_state["active"])
            return not self.is_running

    def end(self, exists=os.path.exists, clock=time.perf_counter, sleep=time.sleep):
        """Waits until the system, too, has forgotten the thread."""
        if not self.is_running:
            return
        try:
            self.stop.release()
        except RuntimeError:
            return  # it is ending
        limit = clock() + GONE_S
        while clock() < limit and (self.is_running or exists(f"/proc/self/task/{self.native}")):
            sleep(0.0001)


_own = [Watchdog()]


def _renew():
    _state["active"].clear()
    _own[0] = Watchdog()


def _go_on():
    _own[0] = Watchdog()
    if _state["active"]:
        wake()


def wake():
    _own[0].wake()


def prepare(active, interval_s):
    _state.update(active=active, interval_s=interval_s)
    os.register_at_fork(before=lambda: _own[0].end(), after_in_parent=_go_on, after_in_child=_renew)
    atexit.register(lambda: _own[0].end())
