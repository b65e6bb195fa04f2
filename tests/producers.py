#!/usr/bin/env python3
"""Holds the two producers of Python trees against each other: same trees, same Summaries.

    producers.py AST_DUMP SUMMARY_COMPARE ROOT...       every .py file below the roots
    producers.py AST_DUMP SUMMARY_COMPARE --stdlib      a part of the running Python's standard library

The programs are those of tests/support/. A file that tree-sitter finds a problem in must be refused by
the fast producer; what else that one refuses is counted, and is what neither CPython reads or what is
nested too deeply. Where the producers disagree although both read a file, ast_compare.py tells which
of them is right. Prints each disagreement and the counts; exit 1 when there are any.
"""

import argparse
import collections
import multiprocessing
import subprocess
import sys

from ast_compare import Dump, files, stdlib_roots


def has_problems(printed: bytes) -> bool:
    return printed.startswith(b"problem: ") or b"\nproblem: " in printed


def first_difference(fast: bytes, slow: bytes) -> str:
    pairs = zip(fast.split(b"\n"), slow.split(b"\n"))
    for number, (a, b) in enumerate(pairs, 1):
        if a != b:
            return f"line {number}: fast {a.strip()[:100]!r}, tree-sitter {b.strip()[:100]!r}"
    return "one tree is longer"


def compare(path: str) -> tuple[str, str, str]:
    fast = worker.fast.print(path)
    slow = worker.slow.print(path)
    if has_problems(fast):
        return path, "broken" if has_problems(slow) else "refused", ""
    if has_problems(slow):
        return path, "different", "tree-sitter finds a problem"
    return path, "equal" if fast == slow else "different", "" if fast == slow else first_difference(fast, slow)


def worker(program: str):
    worker.fast = Dump(program, "--fast")
    worker.slow = Dump(program, "--tree-sitter")


def summaries(program: str, paths: list[str]) -> bool:
    names = "\n".join(paths).encode("utf-8", "surrogateescape") + b"\n"
    result = subprocess.run([program], input=names, stdout=subprocess.PIPE, check=False)
    print("summaries:", result.stdout.decode("utf-8", "replace").strip())
    return result.returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("ast_dump", help="the program of tests/support/ast_dump.c")
    parser.add_argument("summary_compare", help="the program of tests/support/summary_compare.c")
    parser.add_argument("roots", nargs="*")
    parser.add_argument("--stdlib", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    paths = files(options.roots + (stdlib_roots() if options.stdlib else []))
    counts = collections.Counter()
    with multiprocessing.Pool(options.jobs, worker, [options.ast_dump]) as pool:
        for path, verdict, words in pool.imap(compare, paths, chunksize=4):
            counts[verdict] += 1
            if verdict in ("different", "refused"):
                print(f"{path}: {verdict} {words}")
    print("trees:", ", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items())))
    is_same = summaries(options.summary_compare, paths)
    return 0 if is_same and counts["equal"] and not counts["different"] else 1


if __name__ == "__main__":
    sys.exit(main())
