#!/usr/bin/env python3
"""What a large project costs that did not change: a tree of 15,268 files, made of the packages of bench.py.

    tests/bench/large.py NOSTALL                      makes build/bench/large once, and times
    tests/bench/large.py NOSTALL --git --rounds 41    as a git work tree
    tests/bench/large.py NOSTALL --count              instructions as well, with valgrind

15,268 files is the size of the tree that the promise was made for. They are all files of homeassistant, litellm,
prefect and django, each package in a folder of its own, and again as many of the first of them in folders of
another name as are missing. CPU time is user and system of the whole process and of git, where it is run; medians.
Beside it stands a program that does nothing but ask the file system about the same files and directories.
"""

import argparse
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import time

import bench

FILES = 15_268
ROUNDS = 21
CHANGE = "\n\ndef zz_added() -> int:\n    return 1\n"


def sources(place):
    return [file for file in sorted(place.rglob("*")) if file.suffix in bench.SUFFIXES and file.is_file()]


def make(large, packages):
    """The tree; each copy of a package is a folder of the project."""
    part = large.with_name(large.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    left = FILES
    for number in range(1, 3):
        for place in packages:
            for file in sources(place)[:left]:
                copy = part / f"{place.name.split('-')[0]}_{number}" / file.relative_to(place)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, copy)
                left -= 1
    if left:
        raise SystemExit(f"the packages have {left} files too few")
    (part / "pyproject.toml").write_text("")
    part.rename(large)


def as_work_tree(large):
    """Tracked, and an ignored folder, as projects have one."""
    if (large / ".git").exists():
        return
    git = ["git", "-C", large, "-c", "user.name=bench", "-c", "user.email=bench@example.org", "-c", "gc.auto=0"]
    (large / ".gitignore").write_text("*.log\n/out/\n")
    subprocess.run([*git, "init", "--quiet"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "--quiet", "--message", "all"], check=True)


def cpu(words, folder, stdin=None):
    """User and system, children too, and wall, in seconds."""
    begun = time.monotonic()
    ran = subprocess.Popen(words, cwd=folder, stdin=stdin or subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(ran.pid, 0)
    ran.returncode = os.waitstatus_to_exitcode(status)
    if ran.returncode not in (0, 1):
        raise SystemExit(f"{words}: exit status {ran.returncode}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - begun


def instructions(words, folder):
    ran = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *words], cwd=folder,
                         capture_output=True, text=True, check=False)
    return int(re.search(r"Collected : (\d+)", ran.stderr)[1])


def change(file):
    """Another fact, and back again: the last round leaves what the first found."""
    text = file.read_text()
    file.write_text(text.removesuffix(CHANGE) if text.endswith(CHANGE) else text + CHANGE)
    time.sleep(0.06)  # younger files are not known by their stamps


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("nostall", type=os.path.abspath)
    parser.add_argument("--folder", type=pathlib.Path, default=bench.ROOT / "build/bench")
    parser.add_argument("--wheels", help="a folder that has the packages")
    parser.add_argument("--floor", type=os.path.abspath, help="the program floor of this folder, where it is built")
    parser.add_argument("--git", action="store_true")
    parser.add_argument("--count", action="store_true")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    folder = options.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    large = folder / ("large-git" if options.git else "large")
    if not large.exists():
        make(large, [bench.fetch(name, folder, options.wheels) for name in bench.CORPORA])
    if options.git:
        as_work_tree(large)
    files = sources(large)
    names = [file.relative_to(large) for file in files]
    places = sorted({*names, *(around for name in names for around in name.parents)})
    listed = folder / "large.txt"
    listed.write_text("".join(f"{place}\n" for place in places))
    check = [options.nostall, "check", "--no-environment", "--jobs"]
    shutil.rmtree(large / ".nostall_cache", ignore_errors=True)
    time.sleep(1)
    print(f"{len(files)} files, {len(places)} with their directories")
    print(f"without a cache: {cpu([*check, '1', '--no-cache', '.'], large)[0] * 1e3:.0f} ms CPU")
    print(f"the first, which makes one: {cpu([*check, '1', '.'], large)[0] * 1e3:.0f} ms CPU")
    runs = {f"nothing changed, --jobs {jobs}": lambda jobs=jobs: cpu([*check, jobs, "."], large) for jobs in "14"}
    if options.floor:
        runs["asking about files and directories alone"] = lambda: cpu([options.floor, "stat"], large, listed.open())
    taken = {name: [] for name in runs}
    for number in range(options.rounds + 2):
        for name, once in runs.items():
            spent = once()
            if number > 1:
                taken[name].append(spent)
    for name, spent in taken.items():
        middle = [statistics.median(each) * 1e3 for each in zip(*spent)]
        print(f"{name}: {middle[0]:.1f} ms CPU, {middle[1]:.1f} ms wall; least {min(spent)[0] * 1e3:.1f} ms CPU")
    changed = []
    for _ in range(6):
        change(files[len(files) // 3])
        changed.append(cpu([*check, "1", "."], large)[0])
    print(f"one file changed: {statistics.median(changed) * 1e3:.0f} ms CPU")
    if options.count:
        cpu([*check, "1", "."], large)
        print(f"nothing changed: {instructions([*check, '1', '.'], large):,} instructions")


if __name__ == "__main__":
    sys.exit(main())
