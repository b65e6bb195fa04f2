#!/usr/bin/env python3
"""Breaks Python files, and holds what is read of them against what tree-sitter alone reads.

    broken.py DUMP FILE...       edits of the files at places all over them, and every truncation of short ones
    broken.py DUMP --stdlib      the same of some files of the running Python's standard library

DUMP is the program of tests/support/ast_dump.c. The fast parser reads what is sound of a broken file, and
tree-sitter the statements with an error. So nothing may be lost: the functions, classes, imports and calls that
tree-sitter finds in the whole text must be there, but where it takes broken lines together with the next. The
share of texts in which anything is missing, and that of functions that are, have to stay below LOST.
Problems must be the same: their place and their text.
"""

import argparse
import collections
import multiprocessing
import os
import pathlib
import random
import re
import sys
import sysconfig
import tempfile

from ast_compare import Dump

STDLIB_FILES = ["asyncio/streams.py", "contextlib.py", "concurrent/futures/thread.py", "socketserver.py", "dataclasses.py"]
PIECES = ["(", ")", "[", "]", "{", "}", ":", ",", ".", "=", "'", '"', '"""', "\\", "f'{", "if ", "def ", "return ", " x",
          "    ", "\n", "class ", "else:", "(\n", "lambda", "#", "@"]  # fmt: skip
LOST = 0.02  # of the texts
SHOWN = 10
FOUND = re.compile(rb"^ *(?:[a-z]+: )?(FunctionDef|AsyncFunctionDef|ClassDef|Import|ImportFrom|Call|Await) (\d+)", re.MULTILINE)
PROBLEM = re.compile(rb"^problem: .*$", re.MULTILINE)


def cuts(text):
    return (text[:end] for end in range(len(text)))


def edits(text, count):
    for _ in range(count):
        at = random.randrange(len(text))
        how = random.randrange(4)
        piece = random.choice(PIECES).encode()
        if how == 0:
            yield text[:at] + text[at + 1 :]
        elif how == 1:
            yield text[:at] + piece + text[at:]
        elif how == 2:
            line = text.rfind(b"\n", 0, at) + 1
            yield text[:line] + text[line:at] + text[text.find(b"\n", at) :]  # the rest of a line is not typed yet
        else:
            yield text[:at]


def found(print_):
    return collections.Counter(FOUND.findall(print_))


def compare(ours, theirs):
    """What tree-sitter alone found and we did not, what we found besides, and whether problems differ."""
    here, there = found(ours), found(theirs)
    return there - here, here - there, PROBLEM.findall(ours) != PROBLEM.findall(theirs)


def check(job):
    name, count, seed = job
    random.seed(seed)
    text = pathlib.Path(name).read_bytes()
    texts = cuts(text) if len(text) < 2000 else edits(text, count)
    folder = "/dev/shm" if os.path.isdir("/dev/shm") else None
    totals = collections.Counter()
    shown = []
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".py") as file:
        for broken in texts:
            pathlib.Path(file.name).write_bytes(broken)
            ours = worker.both.print(file.name)
            if b"\nproblem: syntax" not in ours and not ours.startswith(b"problem: syntax"):
                continue
            theirs = worker.slow.print(file.name)
            less, more, differs = compare(ours, theirs)
            totals.update(texts=1, equal=ours == theirs, less=bool(less), more=bool(more), problems=differs,
                          lost=less.total(), gained=more.total(), all=found(theirs).total())
            if less or differs:
                shown.append((name, broken, dict(less), dict(more), differs))
    return totals, shown


def worker(program):
    worker.both = Dump(program)
    worker.slow = Dump(program, "--tree-sitter")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("dump", help="the program of tests/support/ast_dump.c")
    parser.add_argument("files", nargs="*")
    parser.add_argument("--stdlib", action="store_true")
    parser.add_argument("--edits", type=int, default=300, help="of each file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=pathlib.Path, help="folder for texts of which something is lost")
    options = parser.parse_args()
    stdlib = pathlib.Path(sysconfig.get_path("stdlib"))
    files = options.files + [str(stdlib / name) for name in STDLIB_FILES if options.stdlib]
    jobs = [(name, options.edits, options.seed) for name in files if pathlib.Path(name).is_file()]
    totals, lost = collections.Counter(), []
    with multiprocessing.Pool(options.jobs, worker, [options.dump]) as pool:
        for counts, shown in pool.imap(check, jobs):
            totals.update(counts)
            lost += shown
    for number, (name, broken, less, more, differs) in enumerate(lost):
        if number < SHOWN:
            print(f"{name}: lost {less}, gained {more}{', other problems' if differs else ''}")
        if options.keep:
            (options.keep / f"{number}.py").write_bytes(broken)
    print(dict(totals))
    is_good = totals["texts"] and max(totals["less"], totals["problems"]) <= LOST * totals["texts"]
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
