#!/usr/bin/env python3
"""A whole program of C, in all the ways in which one is met.

    whole_c.py NOSTALL

The other fixtures are a page each, and what ended the run over real programs came up in none of them.
fixtures/c/service is two programs of some twenty files, with Python of the same names beside them. expect.py
holds it against its marks as it is; here they must hold, too, without the compile commands, and of each language
without the other. Whatever else is missing, a folder with its headers and all that is defined there, the run
has to end, and one thread has to say what four say. Exit 1 when something differs.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from support.marks import SANITIZER, Unusable, differences, read_marks, run, sources_of
from support.trees import ROOT

PROGRAM = ROOT / "fixtures/c/service"
ALL = ["--no-cache", "--no-environment", "--preset", "strict", "--min-confidence", "possible", "--output-format", "json"]
TIME_LIMIT_S = 60


def hold_against_marks(nostall, folder):
    marks = {}
    for file in sources_of(folder):
        marks.update(read_marks(file, file.relative_to(folder).as_posix()))
    if not marks:
        raise Unusable(f"{folder}: no mark is left")
    yield from differences(marks, run(nostall, folder, ["--no-cache", "."]))


def ask(nostall, folder, *arguments):
    """What a command writes. It has to end as one that has done its work does."""
    ran = subprocess.run([nostall, *arguments], cwd=folder, capture_output=True, timeout=TIME_LIMIT_S, check=False)
    said = ran.stderr.decode(errors="replace")
    if ran.returncode not in (0, 1) or SANITIZER.search(said):
        raise Unusable(f"{' '.join(arguments)}: ended with {ran.returncode}: {said[-2000:]}")
    return ran.stdout


def ends_well(nostall, folder, path="."):
    ask(nostall, folder, "check", *ALL, path)
    return ()


def hold_against_itself(nostall, folder):
    one, four = (ask(nostall, folder, "check", *ALL, "--jobs", jobs, ".") for jobs in ("1", "4"))
    if one != four:
        yield "one thread and four do not say the same"


def take(folder, *patterns):
    for pattern in patterns:
        for file in sorted(folder.rglob(pattern)):
            file.unlink()


def ways():
    """What each way is called, what is done to the program, and what is asked then."""
    folders = [path.name for path in sorted(PROGRAM.iterdir()) if any(path.rglob("*.[ch]"))]
    yield "flags are guessed", lambda at: take(at, "compile_commands.json"), hold_against_marks
    yield "C alone", lambda at: take(at, "*.py"), hold_against_marks
    yield "Python alone", lambda at: take(at, "*.c", "*.h", "*.json"), hold_against_marks
    yield "its own loop is not configured", lambda at: take(at, "nostall.toml"), hold_against_itself
    yield "no header", lambda at: take(at, "*.h", "*.json"), ends_well
    yield "headers are asked for", lambda at: None, lambda nostall, at: ends_well(nostall, at, "include")
    for name in folders:
        yield f"without {name}/", lambda at, name=name: shutil.rmtree(at / name), ends_well
    yield "advice", lambda at: None, lambda nostall, at: ask(nostall, at, "advise", ".") and ()
    yield "graph", lambda at: None, lambda nostall, at: ask(nostall, at, "graph", "job_run", ".") and ()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("nostall", type=Path)
    nostall = parser.parse_args().nostall.resolve()
    is_fine = True
    for name, change, look in ways():
        with tempfile.TemporaryDirectory(prefix="nostall-whole-") as scratch:
            folder = Path(shutil.copytree(PROGRAM, Path(scratch).resolve() / "service"))
            change(folder)
            try:
                complaints = list(look(nostall, folder))
            except (Unusable, subprocess.TimeoutExpired) as error:
                complaints = [str(error)]
        for complaint in complaints:
            print(f"{name}:\n{complaint}")
            is_fine = False
    return 0 if is_fine else 1


if __name__ == "__main__":
    sys.exit(main())
