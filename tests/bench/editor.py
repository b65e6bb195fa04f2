#!/usr/bin/env python3
"""What a keystroke costs: text that is edited, given to `nostall check -`, as editors do today.

    tests/bench/editor.py build/release/nostall PACKAGE            PACKAGE: an unpacked litellm, see bench.py
    tests/bench/editor.py build/release/nostall PACKAGE --package 40

Five files of about 5,000 lines get 400 edits, half of them breaking the syntax, each of them an edit of the
file as it is: what CPython's parser says of the text decides which half an edit is in. Each is one run of a
whole process, from its start to the end of its output; there is no server that would keep anything.

A file is measured alone, in a folder of its own, and `--package N` edits of all at their places in the package,
where each run links whatever the file is linked with. Times are from the start of the process to its end.
"""

import argparse
import ast
import json
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from dataclasses import dataclass

FILES = (
    "litellm/types/utils.py",
    "litellm/integrations/prometheus.py",
    "litellm/proxy/_types.py",
    "litellm/proxy/management_endpoints/ui_sso.py",
    "litellm/proxy/spend_tracking/spend_management_endpoints.py",
)
EDITS = 400
SEED = 12

STATEMENTS = ("edited = None\n", "edited(1, name='x')\n", "pass\n", "# edited\n", "if edited:\n{}    pass\n")
PIECES = ("(", ")", "[", "]", "{", "}", ":", ",", ".", "=", "'", '"', '"""', "\\", "f'{", "if ", "def ", "return ", " x", "    ")
TYPED = ("self.", "edited(", "edited = ", "await ", "if edited", "for x in", "def edited(", "class Edited(", "return edited.",
         "edited = [", "edited = {'a':", "print('edited", 'edited("""', "with open(edited) as", "except", "x = y z", "@")  # fmt: skip


@dataclass
class Edit:
    file: str
    is_valid: bool
    text: bytes


@dataclass
class Taken:
    edit: Edit
    cpu: float
    wall: float


# ---- Edits --------------------------------------------------------------------------------------


def is_valid(text):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
        return True
    except (SyntaxError, ValueError):
        return False


def indentation(line):
    return line[: len(line) - len(line.lstrip())]


def edited(chance, text, is_to_be_valid):
    """One edit of a text: a line more, a line that is being typed, a character less or some more."""
    lines = text.splitlines(keepends=True)
    number = chance.randrange(len(lines))
    blanks = indentation(lines[number].rstrip("\n"))
    how = 0 if is_to_be_valid else chance.randrange(1, 4)
    if how == 0:
        lines.insert(number, blanks + chance.choice(STATEMENTS).format(blanks))
    elif how == 1:
        lines.insert(number, blanks + chance.choice(TYPED) + "\n")
    else:
        line = lines[number]
        at = chance.randrange(len(line))
        lines[number] = line[:at] + line[at + 1 :] if how == 2 else line[:at] + chance.choice(PIECES) + line[at:]
    return "".join(lines)


def edits(package, count):
    """`count` edits, of all files in turn, every other one breaking; the same in each run."""
    chance = random.Random(SEED)
    texts = {name: (package / name).read_text() for name in FILES}
    for number in range(count):
        name, valid = FILES[number // 2 % len(FILES)], number % 2 == 0
        text = edited(chance, texts[name], valid)
        while is_valid(text) != valid:
            text = edited(chance, texts[name], valid)
        yield Edit(name, valid, text.encode())


# ---- Measuring ----------------------------------------------------------------------------------


def take(nostall, folder, name, edit):
    """One run: the text on standard input, JSON into a file, as a pipe that nobody reads in time would block."""
    words = [nostall, "check", "-", "--stdin-filename", name, "--output-format", "json", "--exit-zero"]
    with tempfile.TemporaryFile() as text, tempfile.TemporaryFile() as found:
        text.write(edit.text)
        text.seek(0)
        begun = time.perf_counter()
        child = subprocess.Popen(list(map(str, words)), cwd=folder, stdin=text, stdout=found, stderr=subprocess.PIPE)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            raise SystemExit(f"{edit.file}: exit status {child.returncode}\n{child.stderr.read().decode()}")
        child.stderr.close()
        found.seek(0)
        json.load(found)
    return Taken(edit, usage.ru_utime + usage.ru_stime, wall)


def run_alone(nostall, all_edits):
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "pyproject.toml").touch()
        for edit in all_edits:
            name = pathlib.PurePath(edit.file).name
            (pathlib.Path(folder) / name).write_bytes(edit.text)
            taken.append(take(nostall, folder, name, edit))
            (pathlib.Path(folder) / name).unlink()
    return taken


def run_in_package(nostall, package, all_edits):
    (package / "pyproject.toml").touch()  # a project of its own, wherever it lies
    return [take(nostall, package, edit.file, edit) for edit in all_edits]


def quantile(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * part))]


def milliseconds(taken, what, part):
    return quantile([getattr(each, what) for each in taken], part) * 1e3


def measure(nostall, package, count=EDITS):
    """p99 of the wall time of a run, in milliseconds, over all edits of a file alone: for promises.py."""
    return milliseconds(run_alone(nostall, edits(package, count)), "wall", 0.99)


def measure_in_package(nostall, package, count):
    return statistics.median(each.wall for each in run_in_package(nostall, package, edits(package, count))) * 1e3


def print_rows(title, taken):
    for name, wanted in (("valid", [True]), ("breaking", [False]), ("all", [True, False])):
        part = [each for each in taken if each.edit.is_valid in wanted]
        cells = [f"{milliseconds(part, what, share):8.1f}" for what in ("cpu", "wall") for share in (0.5, 0.99)]
        print(f"{title:12}{name:10}{len(part):6}" + "".join(cells), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("nostall", type=pathlib.Path, help="the program")
    parser.add_argument("folder", type=pathlib.Path, help="the package, unpacked")
    parser.add_argument("--edits", type=int, default=EDITS, help="of files alone")
    parser.add_argument("--package", type=int, default=0, metavar="N", help="and so many in their package")
    options = parser.parse_args()
    nostall = options.nostall.resolve()
    print(f"{'ms':12}{'edits':10}{'':6}{'CPU p50':>8}{'p99':>8}{'wall p50':>8}{'p99':>8}")
    print_rows("alone", run_alone(nostall, edits(options.folder, options.edits)))
    if options.package:
        print_rows("in package", run_in_package(nostall, options.folder, edits(options.folder, options.package)))


if __name__ == "__main__":
    sys.exit(main())
