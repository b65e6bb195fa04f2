#!/usr/bin/env python3
"""What reading C costs: nostall over a program's compile database beside clang -fsyntax-only.

    c.py TREE... [--nostall BIN] [--clang clang-19] [--rounds 5]

Each TREE holds a compile_commands.json (tests/real/ makes some). clang runs as build systems run it, one
process for each file, with the flags of the database, warnings too; nostall reads the same files in one
process. Both take turns; times are CPU time, user and system, a figure is the median of its rounds, a
ratio the median of the ratios. Fails when nostall prints different bytes for another number of workers.
"""

import argparse
import json
import os
import pathlib
import shlex
import statistics
import subprocess
import sys
import time

JOBS = (1, 2, 4)
OUTPUT_FLAGS = {"-o", "-MF", "-MT", "-MQ"}


class Run:
    """A program that has ended: its output, CPU seconds, wall seconds and largest resident set.

    A child starts with what this script holds resident, some 20 MB: far below what is measured."""

    def __init__(self, words, folder):
        begun = time.monotonic()
        child = subprocess.Popen(list(map(str, words)), cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.output = child.stdout.read()
        _, self.status, usage = os.wait4(child.pid, 0)
        child.returncode = self.status
        self.wall = time.monotonic() - begun
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak_mb = usage.ru_maxrss / 1024


def clang_command(entry, clang):
    """The command of one file: some name all files of a program (`cc -MM *.c`), which would read all each time."""
    words = entry.get("arguments") or shlex.split(entry["command"])
    kept, skips = [], False
    for word in words[1:]:
        is_kept = not skips and word not in OUTPUT_FLAGS and word != "-c" and not word.startswith("-M")
        if is_kept and (not word.endswith(".c") or word == entry["file"]):
            kept.append(word)
        skips = word in OUTPUT_FLAGS
    return [clang, "-fsyntax-only", *kept]


def clang_cpu(entries, clang):
    return sum(Run(clang_command(entry, clang), entry["directory"]).cpu for entry in entries)


def check(nostall, tree, jobs):
    run = Run([nostall, "check", "--no-cache", "--quiet", "--exit-zero", "--output-format", "json", "--jobs", jobs,
               "--compile-commands", tree / "compile_commands.json", "."], tree)
    if run.status != 0:
        raise SystemExit(f"{tree}: nostall ended with status {run.status}")
    return run


def lines_of(entries):
    files = {pathlib.Path(entry["directory"], entry["file"]) for entry in entries}
    return len(files), sum(path.read_bytes().count(b"\n") for path in files if path.is_file())


def measure(tree, options):
    entries = json.loads((tree / "compile_commands.json").read_text())
    rounds = []
    for _ in range(options.rounds + 1):
        rounds.append((clang_cpu(entries, options.clang), *(check(options.nostall, tree, jobs) for jobs in JOBS)))
    del rounds[0]  # warms up
    outputs = {run.output for _, *runs in rounds for run in runs}
    files, lines = lines_of(entries)
    middle = statistics.median
    cells = [tree.name, files, lines, f"{middle(clang for clang, *_ in rounds):.2f}",
             f"{middle(runs[0].cpu for _, *runs in rounds):.2f}",
             f"**{middle(runs[0].cpu / clang for clang, *runs in rounds):.2f}**",
             " / ".join(f"{middle(runs[i].wall for _, *runs in rounds):.2f}" for i in range(len(JOBS))),
             " / ".join(f"{max(runs[i].peak_mb for _, *runs in rounds):.0f}" for i in range(len(JOBS))),
             "yes" if len(outputs) == 1 else "**no**"]
    print("| " + " | ".join(map(str, cells)) + " |", flush=True)
    return len(outputs) == 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("tree", nargs="+", type=pathlib.Path)
    parser.add_argument("--nostall", default="nostall")
    parser.add_argument("--clang", default="clang-19")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    if os.sep in options.nostall:
        options.nostall = str(pathlib.Path(options.nostall).resolve())
    jobs = " / ".join(f"-j{count}" for count in JOBS)
    print(f"| program | files | lines | clang, CPU s | nostall, CPU s | nostall / clang | wall {jobs}, s "
          f"| peak {jobs}, MB | same bytes |")
    print("| --- |" + " ---: |" * 7 + " --- |")
    same = [measure(tree.resolve(), options) for tree in options.tree]
    sys.exit(0 if all(same) else 1)


if __name__ == "__main__":
    main()
