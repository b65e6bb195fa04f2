"""Runs one example under observation and writes what was seen, as JSON, to descriptor 3.

    python -I main.py JOB

JOB is a JSON file beside the example: its `file`, its `clock` (real or virtual), the `packages` it imports,
what is to be done `first`, what to `run`, and whether to `cancel` that. Each run is a line of Python
on a loop of its own, with the names of the example and of world.py. Its last expression is what is
observed; if that can be awaited, it is. What stands before it, behind semicolons, prepares. The run
"__main__" is the file as a script.
"""

import ast
import asyncio
import gc
import inspect
import json
import os
import platform
import signal
import sys
import threading
import traceback
import types
from time import perf_counter

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

from cancel import Cancellation  # noqa: E402
from locks import Deadlock, LockWatch  # noqa: E402
from loop import ProbeLoop  # noqa: E402
from record import Record  # noqa: E402
from tasks import TaskWatch  # noqa: E402
from timeouts import TimeoutWatch  # noqa: E402
from watch import LATE_S, SideThread, Watch  # noqa: E402
from world import World, offer_packages  # noqa: E402

EVIDENCE_FD = 3
SETTLE_S = 0.03

# What asyncio itself says when loops are mixed up: part of its message -> kind.
LOOP_ERRORS = (
    ("cannot be called from a running event loop", "nested-run"),
    ("event loop is already running", "nested-run"),
    ("while another loop is running", "nested-run"),
    ("attached to a different loop", "wrong-loop"),
    ("bound to a different event loop", "wrong-loop"),
)


class Probe:
    def __init__(self, folder, job):
        self.job = job
        self.path = os.path.join(folder, job["file"])
        self.file = os.path.basename(self.path)
        self.is_virtual = job["clock"] == "virtual"
        self.record = Record(self.file)
        self.watch = Watch(self.record)
        self.tasks = TaskWatch(self.record)
        self.locks = LockWatch(self.record)
        self.watch.at_end_of_turn = self.locks.look
        self.world = World(self.record)
        self.outcomes = []
        self.code = None
        self.namespace = {}
        self.task = None  # of the run; held, so that it is not the collector that ends it

    # ---- The example ----------------------------------------------------------------------------

    def install(self):
        self.tasks.install()
        self.locks.install()
        TimeoutWatch(self.record).install()
        asyncio.events.new_event_loop = self._new_loop
        for module, name in ((signal, "signal"),):
            self._place_callback(module, name)
        start = threading.Thread.start

        def start_placed(thread):
            if thread._target is not None and threading.get_ident() == self.watch.thread_id:
                thread._target = self.record.placed(thread._target)
            start(thread)

        threading.Thread.start = start_placed

    def _place_callback(self, module, name):
        function = getattr(module, name)

        def placed(number, handler):
            own = getattr(getattr(handler, "__code__", None), "co_filename", None) == self.file
            return function(number, self.record.placed(handler) if own else handler)

        setattr(module, name, placed)

    def _new_loop(self):
        loop = ProbeLoop(self.record, self.watch, self.is_virtual)
        loop.set_exception_handler(self.tasks.on_loop_error)
        return loop

    def compile(self):
        with open(self.path, encoding="utf-8") as file:
            source = file.read()
        try:
            self.code = compile(source, self.file, "exec")
        except SyntaxError:
            self.outcomes.append("did not compile")
            self._tell_syntax(source)

    def _tell_syntax(self, source):
        """Each statement at the top by itself: the compiler stops at its first mistake."""
        for statement in ast.parse(source).body:
            try:
                compile(ast.Module([statement], []), self.file, "exec")
            except SyntaxError as error:
                self.record.see("syntax-error", [(self.file, error.lineno, "<module>")])

    def load(self):
        exec(self.job["first"], self.world.names())
        module = types.ModuleType("example")
        sys.modules["example"] = module
        exec(self.code, module.__dict__)
        self.namespace = module.__dict__

    # ---- Its runs -------------------------------------------------------------------------------

    def run_all(self):
        for number, text in enumerate(self.job["run"]):
            self.record.run = number
            self.record.is_over = False
            self.outcomes.append(self._run(text))
            if self.task and self.task.done():
                self.task = None  # and what it raised, with all frames
            self.tasks.left.append(self.task)
            gc.collect()
            gc.collect()

    def _run(self, text):
        try:
            if text == "__main__":
                return self._run_script()
            loop = self._new_loop()
            asyncio.set_event_loop(loop)
            try:
                return self._run_on(loop, text)
            finally:
                asyncio.set_event_loop(None)
                loop.close()
        except Exception as error:
            return self._judge_error(error)

    def _run_script(self):
        exec(self.code, {"__name__": "__main__"})
        return "returned"

    def _run_on(self, loop, text):
        names = {**self.world.names(), **self.namespace}
        driver = loop.create_task(self._drive(loop, text, names))
        try:
            return loop.run_until_complete(driver)
        except RuntimeError:
            if not loop.is_stuck:
                raise
            driver._log_destroy_pending = False
            return "stuck"
        finally:
            self.watch.end_turn()
            self.record.is_watching = False
            sys.setprofile(None)

    async def _drive(self, loop, text, names):
        *before, call = ast.parse(text).body
        before = ast.Module(before, [])
        preparation = eval(compile(before, "before", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT), names)
        if inspect.isawaitable(preparation):
            await preparation
        call = compile(ast.Expression(call.value), "run", "eval")
        if not self.is_virtual:
            loop.beat()
            await self._settle_down()
        side = SideThread(self.watch)
        if not self.is_virtual:
            side.start()
            loop.threads_before.add(side)
        self.record.is_watching = True
        sys.setprofile(self.watch.profile)
        outcome = await self._drive_watched(call, names)
        gc.collect()
        await self.tasks.settle(loop)
        self.record.is_watching = False
        sys.setprofile(None)
        side.is_over.set()
        return outcome

    async def _settle_down(self):
        """The threads of the world come to where they are slow. What is slow from now on must still
        be when the example meets it: if we are late, it may not."""
        start = perf_counter()
        await asyncio.sleep(SETTLE_S)
        self.record.is_disturbed |= perf_counter() - start > SETTLE_S + LATE_S

    async def _drive_watched(self, call, names):
        try:
            result = eval(call, names)
            if not inspect.isawaitable(result):
                return "returned"
            task = self.task = asyncio.ensure_future(result)
            result = None
            if self.job["cancel"]:
                await Cancellation(self.record, task).run()
            else:
                await asyncio.wait([task])
            return self._outcome_of(task)
        except (Exception, Deadlock) as error:
            return self._judge_error(error)

    def _outcome_of(self, task):
        if not task.done():
            return "went on"
        if task.cancelled():
            return "cancelled"
        error = task.exception()
        if error is None:
            return "returned"
        if self.job["cancel"]:
            return "raised " + type(error).__name__
        return self._judge_error(error)

    def _judge_error(self, error):
        """What the error is, as an outcome; and an observation at the line that raised it."""
        if isinstance(error, Deadlock):
            return "deadlock"
        name = type(error).__name__
        kind = next((kind for text, kind in LOOP_ERRORS if text in str(error)), "error-raised")
        facts = {"error": name} if kind == "error-raised" else {}
        self.record.see(kind, self.record.stack_of_error(error), {"text": str(error)[:200]}, **facts)
        traceback.clear_frames(error.__traceback__)
        return "raised " + name

    # ---- What comes of it -------------------------------------------------------------------------

    def evidence(self):
        record = self.record
        record.measure_stalls()
        return {
            "schema": "async-evidence/1",
            "language": "python",
            "runtime": {
                "impl": platform.python_implementation().lower(),
                "version": platform.python_version(),
                "clock": self.job["clock"],
                "loop": "selector",
            },
            "stubs": sorted(record.stubs),
            "packages": record.packages,
            "facts": {"outcomes": self.outcomes, "observations": record.facts()},
            "observations": record.observations,
            "timeline": record.timeline(),
            "measured": {
                "turns": record.turn_count,
                "heartbeats": record.beat_count,
                "longest_turn_ms": round(record.longest_s * 1000, 2),
                "is_disturbed": record.is_disturbed,
            },
        }


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        job = json.load(file)
    probe = Probe(os.path.dirname(os.path.abspath(sys.argv[1])), job)
    offer_packages(probe.record, job["packages"])
    probe.install()
    probe.compile()
    if probe.code:
        try:
            probe.load()
        except Exception as error:
            probe.outcomes.append(probe._judge_error(error))
        else:
            probe.run_all()
    with os.fdopen(EVIDENCE_FD, "w", encoding="utf-8") as out:
        json.dump(probe.evidence(), out)
    sys.stdout.flush()
    os._exit(0)  # threads of the example that still wait are no concern any more


if __name__ == "__main__":
    main()
