#!/usr/bin/env python3
"""Cuts and changes Python files byte by byte, and holds what the fast parser reads against CPython.

    ast_mutations.py DUMP FILE...       every truncation of the files, and changes of single bytes
    ast_mutations.py DUMP --stdlib      of some files of the running Python's standard library

DUMP is the program of tests/support/ast_dump.c. What the fast parser accepts CPython must accept, and
with the same tree; what it refuses is tree-sitter's, and of no interest here. Texts that only a newer
CPython accepts, and errors that are not of the grammar, are listed in ALLOWED.
"""

import argparse
import multiprocessing
import os
import pathlib
import random
import re
import sys
import sysconfig
import tempfile
import tokenize
import warnings

from ast_compare import SHOWN_LINES, Dump, differences, expected_lines

STDLIB_FILES = ["test/test_patma.py", "contextlib.py", "dataclasses.py", "test/test_fstring.py"]
TOKENS = [
    "(", ")", "[", "]", "{", "}", ",", ":", ";", ".", "=", "*", "**", "@", "!", "'", '"', '"""', "\\", "#", "\n",
    " ", "    ", "\t", "0", "_", "a", "f'", "if ", "else ", "for ", "in ", "not ", "is ", "lambda ", "await ",
    "async ", "yield ", "as ", "def ", "class ", "with ", "case ", "match ", "type ", "None", "-", "~", "->", ":=",
    "import ", "from ", "return ", "del ", "except ", "try:", "1j", "1e5", "...", "|", "==", "+=", "\r", "\f",
]  # fmt: skip

# What CPython says, in words that stand for errors that are not of the grammar or of its own limits,
# and for what later versions accept.
ALLOWED = re.compile(
    "unicode error|value error|Exceeds the limit|unknown encoding|invalid non-printable character"
    "|invalid character|encoding problem|encoding declaration|decode|multiple exception types must be parenthesized"
    "|f-string: expression part cannot include|nested too deeply|invalid escape|source code string cannot contain"
)


def cut(source: bytes, share: float):
    ends = range(len(source))
    return (source[:end] for end in (ends if share >= 1 else sorted(random.sample(ends, int(len(ends) * share)))))


def changed(source: bytes, count: int):
    """Near the start of a random line, so that CPython is asked about short texts."""
    lines = source.splitlines(keepends=True)
    for _ in range(count):
        first = random.randrange(len(lines))
        text = b"".join(lines[first : first + random.randrange(1, 8)])
        indent = len(text) - len(text.lstrip(b" "))
        text = re.sub(rb"^ {%d}" % indent, b"", text, flags=re.MULTILINE)
        for _ in range(random.randrange(1, 3)):
            at = random.randrange(len(text) + 1)
            how = random.randrange(4)
            token = random.choice(TOKENS).encode()
            if how == 0:
                text = text[:at] + text[at + 1 :]
            elif how == 1:
                text = text[:at] + token + text[at:]
            elif how == 2:
                text = text[:at] + token + text[at + 1 :]
            else:
                text = text[:at] + text[at : at + 1] + text[at:]
        yield text


def is_refused(ours: bytes) -> bool:
    return ours.startswith(b"problem: syntax ") and ours.endswith(b" refused\n")


def complaint(source: bytes, ours: bytes) -> str | None:
    try:
        want = expected_lines(source)
    except tokenize.TokenError:
        return None  # the module that finds the comments is stricter than the parser
    except (RecursionError, MemoryError):
        return None
    except (SyntaxError, ValueError, UnicodeError) as error:
        return None if ALLOWED.search(str(error)) else f"CPython: {error}"
    found = differences(source, ours, want)
    return found[0] if found else None


def check(job) -> tuple[int, int, list]:
    name, share, count, seed = job
    random.seed(seed)
    source = pathlib.Path(name).read_bytes()
    found = []
    done = accepted = 0
    folder = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".py") as file:
        for texts in (cut(source, share), changed(source, count)):
            for text in texts:
                pathlib.Path(file.name).write_bytes(text)
                done += 1
                ours = worker.dump.print(file.name)
                if is_refused(ours):
                    continue
                accepted += 1
                words = complaint(text, ours)
                if words:
                    found.append((words, text[-200:]))
    return done, accepted, found


def worker(program: str):
    warnings.simplefilter("ignore")
    worker.dump = Dump(program, "--fast")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("dump", help="the program of tests/support/ast_dump.c")
    parser.add_argument("files", nargs="*")
    parser.add_argument("--stdlib", action="store_true")
    parser.add_argument("--cuts", type=float, default=1, help="share of the truncations")
    parser.add_argument("--changes", type=int, default=2000, help="for each file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    stdlib = pathlib.Path(sysconfig.get_path("stdlib"))
    files = options.files + [str(stdlib / name) for name in STDLIB_FILES if options.stdlib]
    jobs = [(name, options.cuts, options.changes, options.seed) for name in files if pathlib.Path(name).is_file()]
    total = good = 0
    complaints = []
    with multiprocessing.Pool(options.jobs, worker, [options.dump]) as pool:
        for done, accepted, found in pool.imap(check, jobs):
            total += done
            good += accepted
            complaints += found
    for words, text in complaints[: 10 * SHOWN_LINES]:
        print(words, "\n   ", repr(text))
    print(f"{total} texts, {good} of them read, {len(complaints)} complaints")
    return 1 if complaints or not good else 0


if __name__ == "__main__":
    sys.exit(main())
