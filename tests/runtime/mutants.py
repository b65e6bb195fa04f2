"""Puts deliberate mistakes into a copy of the runtime, one at a time; the tests must notice each.

    mutants.py [--jobs N] [NAME...]   all, or those of these files; exit 1 when one survives

Each mutant is a file, a text in it that occurs once, and what to write instead. It is killed when the random
programs differ from the recorded traces, or a unit test fails, crashes or hangs. Needs a C compiler and cmocka.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FLAGS = ["-std=c17", "-O1", "-g", "-w", f'-DTEST_GOLDEN_DIR="{ROOT}/tests/golden"']
UNITS = ["context", "memory", "monitor", "scope", "stream", "sync", "task", "thread"]
TIME_LIMIT_S = 120

MUTANTS = [
    ("heap.c", "right < count && !less(items[child], items[right])", "right < count && less(items[right], items[child])"),
    ("timer.c", "->when < end) {", "->when <= end + 1) {"),
    ("timer.c", "loop->cancelled_timers * 2 <= heap->count", "loop->cancelled_timers * 4 <= heap->count"),
    ("timer.c", "if (!timer->cancelled) timer->run(timer->context);", "timer->run(timer->context);"),
    ("timer.c", "if (seconds <= 0) return fiber_pass();", "if (seconds <= 0) return STATUS_OK;"),
    ("loop.c", "for (size_t todo = loop->ready_count; todo; todo--)", "while (loop->ready_count)"),
    ("loop.c", "return wait < 0 ? 0 : wait > day ? day : wait;", "return wait > day ? day : wait;"),
    ("loop.c", "static const double RESOLUTION = 1e-9;", "static const double RESOLUTION = 0;"),
    ("future.c", "future->unread = status != STATUS_OK;", "future->unread = false;"),
    ("future.c", "if (closes_cycle(future)) return monitor_cycle(future);", ""),
    ("future.c", "if (callback->run) future_reference(callback->future);", ""),
    ("task.c", "if (status == STATUS_OK && fiber->must_cancel) status = STATUS_CANCELLED;", ""),
    ("task.c", "if (fiber->must_cancel && future_cancel(future)) fiber->must_cancel = false;", ""),
    ("task.c", "    thrown = STATUS_CANCELLED;\n    fiber->must_cancel = false;", "    thrown = STATUS_CANCELLED;"),
    ("task.c", "if (fiber->thrown || !begin(loop, fiber))", "if (!begin(loop, fiber))"),
    ("task.c", "    fiber->cancelling++;", "    fiber->cancelling = 1;"),
    ("task.c", "loop_current()->options.profile == PROFILE_313", "false"),
    ("task.c", "if (!fiber->waiting || !future_cancel(fiber->waiting)) fiber->must_cancel = true;",
     "fiber->must_cancel = true;"),
    ("gather.c", "if (any) gather->cancel_requested = true;", ""),
    ("gather.c", "bool at_once = loop_current()->options.profile != PROFILE_311;", "bool at_once = false;"),
    ("gather.c", "} else if (!gather->keep_outcomes && child->status) {", "} else if (child->status) {"),
    ("gather.c", "} else if (inner->state == FUTURE_CANCELLED) {\n    future_cancel(outer);",
     "} else if (inner->state == FUTURE_CANCELLED) {\n    future_finish(outer, STATUS_OK, (Value){0}, NULL);"),
    ("gather.c", "if (inner->state == FUTURE_PENDING) future_remove(inner, inner_done, outer);",
     "future_cancel(inner);"),
    ("wait.c", "(waiting->what == WAIT_FIRST_ERROR && future_has_error(future))", "false"),
    ("wait.c", "if (future->state != FUTURE_PENDING) return future_result(future, result);\n    future_remove",
     "future_remove"),
    ("wait.c", "bool own_task = loop_current()->options.profile == PROFILE_311 && timeout < NO_TIMEOUT;",
     "bool own_task = false;"),
    ("wait.c", "    future_cancel(future);\n    status = fiber_suspend(waiter", "    status = fiber_suspend(waiter"),
    ("timeout.c", "<= timeout->cancelling && status == STATUS_CANCELLED", ">= 0 && status == STATUS_CANCELLED"),
    ("timeout.c", "bool is_over = when <= time_now();", "bool is_over = when < time_now();"),
    ("timeout.c", "  future_cancel(timeout->task);\n", ""),
    ("group.c", "if (status && !group->aborting) abort_tasks(group);", ""),
    ("group.c", "  group->parent_cancelled = true;\n", ""),
    ("group.c", "if (group->aborting) continue;", "continue;"),
    ("group.c", "if (newest && task_cancelling(group->parent)) {", "if (false) {"),
    ("group.c", "if (!newest) take_back(group, &cancelled);", "take_back(group, &cancelled);"),
    ("lock.c", "if (!lock->locked && all_cancelled(&lock->waiters)) {", "if (!lock->locked) {"),
    ("lock.c", "if (!lock->locked) wake_first(lock);", ""),
    ("lock.c", "  forget_holder(lock);\n  wake_first(lock);", "  wake_first(lock);"),
    ("event.c", "  if (event->set) return;\n  event->set = true;", "  event->set = true;\n  return;"),
    ("condition.c", "if (status && loop_current()->options.profile == PROFILE_313) notify(condition, 1);", ""),
    ("condition.c", "    if (taken != STATUS_CANCELLED) return status;", "    return status;"),
    ("condition.c", "if (waiter->state != FUTURE_PENDING) continue;", ""),
    ("semaphore.c", "if (!semaphore->value || semaphore->woken) return true;", "if (!semaphore->value) return true;"),
    ("semaphore.c", "    semaphore->value++;\n    if (!newest) wake_next(semaphore);", ""),
    ("semaphore.c", "while (semaphore->value && wake_next(semaphore))\n      continue;", "if (semaphore->value) wake_next(semaphore);"),
    ("semaphore.c", "semaphore->value >= semaphore->bound", "semaphore->value > semaphore->bound"),
    ("barrier.c", "if (!is_open(barrier)) barrier->state = BARRIER_FILLING;", ""),
    ("barrier.c", "barrier->count ? BARRIER_RESETTING : BARRIER_FILLING", "BARRIER_FILLING"),
    ("queue.c", "waiter.state == FUTURE_FINISHED) wake_next(waiters);", "false) wake_next(waiters);"),
    ("queue.c", "if (future_finish(waiter, STATUS_OK, (Value){0}, NULL)) return;",
     "future_finish(waiter, STATUS_OK, (Value){0}, NULL);\n    return;"),
    ("queue.c", "if (--queue->unfinished == 0) event_set", "if (--queue->unfinished == 1) event_set"),
    ("queue.c", "if (!queue->unfinished) event_set(&queue->finished);\n  }", "}"),
    ("queue.c", "  event_clear(&queue->finished);\n", ""),
    ("generator.c", "if (status == STATUS_STOP || status == STATUS_CLOSED) return STATUS_OK;",
     "if (status == STATUS_STOP) return STATUS_OK;"),
    ("generator.c", "  fiber->active = generator->consumer;\n", ""),
    ("generator.c", "  timer_drop(call_soon(spawn_close, generator));", "  spawn_close(generator);"),
    ("generator.c", "  if (generator->released) close_soon(generator);\n", ""),
    ("generator.c", "  generator->released = false; // the task that closes it frees it\n", ""),
    ("generator.c", "return generator->state != GENERATOR_NEW && !generator->hidden;",
     "return generator->state == GENERATOR_SUSPENDED && !generator->hidden;"),
    ("generator.c", "    unlink_generator(loop, generator);\n    link_last(loop, generator);\n", ""),
    ("generator.c", "  return self->thrown;", "  return STATUS_OK;"),
    ("run.c", "    mark(loop, RUN_DEADLOCK, NULL);\n  }\n  fiber->task.unread", "  }\n  fiber->task.unread"),
    ("run.c", "  loop_shut(loop);\n", ""),
    ("run.c", "if (main) observation.site = main->site;", ""),
    ("io.c", "bool taken = !loop->shut;", "bool taken = true;"),
    ("io.c", "if (post->drop) post->drop(post->context);", ""),
    ("io.c", "*(writing ? &watch->writer : &watch->reader) = &waiter;", "watch->reader = &waiter;"),
    ("wait.c", "if (!is_first(futures, i)) continue;\n    completed->missing", "completed->missing"),
    ("wait.c", "    deliver(completed, NULL);\n", ""),
    ("stack.c", "  return !found;", "  return true;"),
    ("stream.c", "if (server->count > server->peak) server->peak", "server->peak"),
    ("local.c", "entry = &copy->entries[copy->count++];", "entry = &copy->entries[0], copy->count++;"),
    ("collect.c", "if (!fiber->task.marked && fiber->ran) return fiber;", "if (fiber->task.marked) return fiber;"),
    ("thread.c", "memcpy(arguments, job->arguments, size_bytes);\n  job_unreference", "job_unreference"),
    ("context.h", "from->error_number = errno;", "from->error_number = 0;"),
    ("context.c", '"  testl $0xFFC0, %eax\\n"', '"  xorl %eax, %eax\\n"'),
    ("context.c", '"1: cmpw 4(%rsp), %cx\\n"', '"1: cmpl %eax, %eax\\n"'),
    ("context.c", "char *at = top - 16 - sizeof frame;", "char *at = top - 8 - sizeof frame;"),
    ("overflow.c", "    name_task(fiber);\n  }", "  }"),
]


def run(command, **options):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, **options)


def compile_file(source, out, include):
    ran = run(["cc", *FLAGS, f"-I{include}", f"-I{ROOT}/analyzer", f"-I{ROOT}/tests", "-c", source, "-o", out])
    if ran.returncode:
        raise SystemExit(ran.stderr)


def runtime_sources():
    return [path for path in ROOT.glob("analyzer/runtime/*.c") if path.name != "io_uv.c"]


def build_support(folder):
    sources = [*runtime_sources(), *ROOT.glob("analyzer/base/*.c"), ROOT / "tests/support/test.c"]
    sources += [ROOT / f"tests/unit/runtime/test_{unit}.c" for unit in UNITS] + [HERE / "programs.c"]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        outs = [folder / (source.parent.name + "_" + source.stem + ".o") for source in sources]
        list(pool.map(lambda pair: compile_file(*pair, ROOT / "analyzer"), zip(sources, outs)))


def mutate_file(here, name):
    """The objects that the mutant stands in, by the names of those that they replace."""
    out = here / "mutant.o"
    compile_file(here / name, out, ROOT / "analyzer")
    return {f"runtime_{name.removesuffix('.c')}.o": out}


def mutate_header(here, name):
    (here / "runtime").mkdir()
    (here / name).rename(here / "runtime" / name)
    replaced = {}
    for source in runtime_sources():
        out = here / f"runtime_{source.stem}.o"
        compile_file(source, out, here)
        replaced[out.name] = out
    return replaced


def link(folder, main, out, replaced):
    objects = [replaced.get(path.name, path) for path in folder.glob("runtime_*.o")]
    objects = [path for path in objects if not path.name.startswith(("runtime_test_", "runtime_programs"))]
    extra = [] if main == "programs" else [*folder.glob("base_*.o"), folder / "support_test.o", "-lcmocka"]
    ran = run(["cc", folder / f"runtime_{main}.o", *objects, *extra, "-lpthread", "-lm", "-o", out])
    return ran.returncode == 0


def fails(command, **options):
    """A mutant that hangs fails, too, and is ended with all that it has started."""
    with open(os.devnull, "wb") as nowhere:
        words = list(map(str, command))
        running = subprocess.Popen(words, stdout=nowhere, stderr=nowhere, start_new_session=True, **options)
        try:
            return running.wait(TIME_LIMIT_S) != 0
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
            return True


def killer(folder, mutant):
    """Which test notices the mutant, or None."""
    name, old, new = mutant
    text = (ROOT / "analyzer/runtime" / name).read_text(encoding="utf-8")
    if text.count(old) != 1:
        return f"not applicable: {text.count(old)} times in {name}: {old!r}"
    with tempfile.TemporaryDirectory() as temporary:
        here = Path(temporary)
        (here / name).write_text(text.replace(old, new), encoding="utf-8")
        replaced = mutate_header(here, name) if name.endswith(".h") else mutate_file(here, name)
        link(folder, "programs", here / "programs", replaced)
        if fails([sys.executable, HERE / "differential.py", here / "programs", "recorded"]):
            return "programs"
        for unit in UNITS:
            link(folder, f"test_{unit}", here / unit, replaced)
            if fails([here / unit]):
                return f"test_{unit}"
    return None


def survives(folder, mutant):
    name, old, _ = mutant
    verdict = killer(folder, mutant)
    survived = verdict is None or verdict.startswith("not applicable")
    line = old.strip().splitlines()[0][:70]
    print(f"{'SURVIVED' if survived else 'killed'} {name}: {line} ({verdict})", flush=True)
    return survived


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("names", nargs="*", metavar="NAME")
    options = parser.parse_args()
    chosen = [mutant for mutant in MUTANTS if not options.names or mutant[0] in options.names]
    folder = Path(tempfile.mkdtemp())
    try:
        build_support(folder)
        with ThreadPoolExecutor(options.jobs) as pool:
            bad = sum(pool.map(lambda mutant: survives(folder, mutant), chosen))
    finally:
        shutil.rmtree(folder)
    print(f"{len(chosen)} mutants, {len(chosen) - bad} killed")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
