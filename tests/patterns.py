"""Holds each pattern in C against its twin in Python: the same events in the same order at the same times.

    patterns.py [--python EXE | --recorded] PROGRAM...

PROGRAM is fixtures/patterns/<name>/pattern.c, built as `pattern-<name>`. The twin beside it runs on asyncio
with a virtual clock (support/virtual_loop.py), the runtime's own clock is virtual anyway. Both must print
what stands in trace.txt, byte for byte; ANALYZER_BLESS=1 writes that file from what asyncio does. A Python
without task groups, which came in 3.11, leaves C and the recorded trace, and so does --recorded.

Neither side may complain: the patterns are right, so the monitor of the runtime has nothing to say, except
for what a pattern is there to show.
"""

import argparse
import difflib
import os
import subprocess
import sys
from pathlib import Path

from support.trees import ROOT

PATTERNS = ROOT / "fixtures/patterns"
VIRTUAL_LOOP = ROOT / "tests/support/virtual_loop.py"
BLESS = os.environ.get("ANALYZER_BLESS") == "1"
PREFIX = "pattern-"
TIME_MAX_S = 300  # of a loaded machine: the clocks are virtual
# What the address sanitizer says of ucontext, which it is told about.
UCONTEXT_NOTICE = "swapcontext functions and may produce false positives in some cases!"

# What the monitor is right to report, in order.
OBSERVED = {
    "clean_exit": ["task-abandoned", "task-abandoned"],
    "sync_entry": ["nested-run"],
}


class Complaint(Exception):
    pass


def run(command, expected=()):
    """What a program prints; `expected` is what it may write to the standard error, line by line."""
    ran = subprocess.run(command, capture_output=True, timeout=TIME_MAX_S, check=False)
    errors = ran.stderr.decode("utf-8", "replace").replace("\r", "")
    lines = [line for line in errors.splitlines() if not line.endswith(UCONTEXT_NOTICE)]
    if ran.returncode or lines != list(expected):
        raise Complaint(f"{command[-1]} ended with {ran.returncode} and wrote:\n{errors}")
    return ran.stdout.replace(b"\r\n", b"\n").decode("utf-8")


def has_task_groups(python):
    asked = [python, "-c", "import asyncio; print(hasattr(asyncio, 'TaskGroup'))"]
    ran = subprocess.run(asked, capture_output=True, text=True, check=True)
    return ran.stdout.strip() == "True"


def compare(wanted, found, wanted_name, found_name):
    if wanted != found:
        names = {"fromfile": wanted_name, "tofile": found_name, "lineterm": ""}
        raise Complaint("\n".join(difflib.unified_diff(wanted.splitlines(), found.splitlines(), **names)))


def check(program, python):
    name = program.name.removeprefix(PREFIX)
    recorded = PATTERNS / name / "trace.txt"
    if python:
        twin = run([python, "-I", "-W", "error", str(VIRTUAL_LOOP), str(PATTERNS / name / "pattern.py")])
        if BLESS:
            recorded.write_text(twin, encoding="utf-8")
    trace = recorded.read_text(encoding="utf-8") if recorded.exists() else ""
    if python:
        compare(trace, twin, f"{name}/trace.txt", f"{name}/pattern.py")
    compare(trace, run([str(program)], OBSERVED.get(name, ())), f"{name}/trace.txt", f"{name}/pattern.c")


def complaints_about(programs, python):
    for program in programs:
        try:
            check(program, python)
        except (Complaint, OSError, subprocess.TimeoutExpired) as complaint:
            yield str(complaint)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--python", help="the interpreter of the twins; otherwise the one that runs this")
    parser.add_argument("programs", nargs="+", type=Path, metavar="PROGRAM")
    parser.add_argument("--recorded", action="store_true", help="C against the recorded traces alone")
    options = parser.parse_args()
    python = options.python or sys.executable
    if options.recorded:
        python = None
    elif not has_task_groups(python):
        if options.python or BLESS:
            parser.error(f"{python} is older than 3.11")
        print(f"{python} is older than 3.11: C against the recorded traces alone")
        python = None
    complaints = list(complaints_about(options.programs, python))
    print("\n".join(complaints) or f"{len(options.programs)} the same")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
