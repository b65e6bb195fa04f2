#!/usr/bin/env python3
"""Compares the tokens of our Python lexer with those of CPython's `tokenize`, one by one.

    token_compare.py DUMP ROOT...       every .py file below the roots
    token_compare.py DUMP --stdlib      a part of the running Python's standard library

DUMP is the program of tests/support/token_dump.c. Files that this Python cannot tokenize or parse are
skipped. We have no tokens for comments, blank lines and the literal text of f-strings; before 3.12 an
f-string is one token to CPython.
"""

import argparse
import ast
import io
import multiprocessing
import pathlib
import subprocess
import sys
import token as kinds
import tokenize
import warnings

from ast_compare import files, line_starts, stdlib_roots

SKIPPED = {"COMMENT", "NL", "FSTRING_MIDDLE", "TSTRING_MIDDLE", "ENCODING"}
PLACELESS = {"INDENT", "DEDENT", "ENDMARKER"}  # CPython has its own ideas where they are
SPLITS_FORMATS = sys.version_info >= (3, 12)


class Offsets:
    """From rows and columns to offsets in bytes."""

    def __init__(self, source: bytes):
        self.starts = line_starts(source) + [len(source)]
        self.lines = [source[a:b] for a, b in zip(self.starts, self.starts[1:])]
        self.is_ascii = [line.isascii() for line in self.lines]

    def at(self, place) -> int:
        row, column = place
        if row > len(self.lines):
            return self.starts[-1]
        if not self.is_ascii[row - 1]:
            column = len(self.lines[row - 1].decode()[:column].encode())
        return self.starts[row - 1] + column


def expected(source: bytes) -> list:
    offsets = Offsets(source)
    text = source.decode("utf-8-sig")
    found = []
    for token in tokenize.generate_tokens(io.StringIO(text, newline="").readline):
        kind = kinds.tok_name[token.type]
        if kind in SKIPPED:
            continue
        kind = kind.replace("TSTRING", "FSTRING")
        if kind in PLACELESS:
            found.append((kind,))
        elif kind == "NEWLINE":
            found.append((kind, offsets.at(token.start)))
        else:
            found.append((kind, offsets.at(token.start), offsets.at(token.end)))
    return found


def folded(tokens: list) -> list:
    """With one STRING for each f-string."""
    result = []
    starts = []
    for token in tokens:
        if token[0] == "FSTRING_START":
            starts.append(token[1])
        elif token[0] == "FSTRING_END":
            start = starts.pop()
            if not starts:
                result.append(("STRING", start, token[2]))
        elif not starts:
            result.append(token)
    return result


class Dump:
    def __init__(self, program: str):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def tokens(self, path: str):
        self.process.stdin.write(path.encode("utf-8", "surrogateescape") + b"\n")
        self.process.stdin.flush()
        count = int(self.process.stdout.readline())
        if count < 0:
            return None
        found = []
        for _ in range(count):
            kind, start, end = self.process.stdout.readline().decode().split()
            if kind in PLACELESS:
                found.append((kind,))
            else:
                found.append((kind, int(start)) if kind == "NEWLINE" else (kind, int(start), int(end)))
        return found if SPLITS_FORMATS else folded(found)


def compare(path: str) -> tuple[str, str, str]:
    source = pathlib.Path(path).read_bytes()
    ours = worker.dump.tokens(path)
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
        if encoding not in ("utf-8", "utf-8-sig", "ascii"):
            return path, "skipped", ""
        ast.parse(source)
        want = expected(source)
    except (SyntaxError, ValueError, RecursionError, tokenize.TokenError, UnicodeError, MemoryError):
        return path, "skipped", ""
    if ours is None:
        return path, "different", "our lexer refuses it"
    for number, (a, b) in enumerate(zip(want, ours)):
        if a != b:
            return path, "different", f"token {number}: want {a} have {b}"
    return path, "equal" if len(want) == len(ours) else "different", f"want {len(want)} tokens, have {len(ours)}"


def worker(program: str):
    warnings.simplefilter("ignore")
    worker.dump = Dump(program)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("dump", help="the program of tests/support/token_dump.c")
    parser.add_argument("roots", nargs="*")
    parser.add_argument("--stdlib", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    paths = files(options.roots + (stdlib_roots() if options.stdlib else []))
    counts = {"equal": 0, "different": 0, "skipped": 0}
    with multiprocessing.Pool(options.jobs, worker, [options.dump]) as pool:
        for path, verdict, words in pool.imap(compare, paths, chunksize=4):
            counts[verdict] += 1
            if verdict == "different":
                print(f"{path}\n    {words}")
    print(", ".join(f"{count} {verdict}" for verdict, count in counts.items()))
    return 1 if counts["different"] or not counts["equal"] else 0


if __name__ == "__main__":
    sys.exit(main())
