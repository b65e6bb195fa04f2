#!/usr/bin/env python3
"""Sets nostall's findings in C beside those of clang's function effects, for the same callbacks.

    function_effects.py TREE [--database compile_commands.json] [--nostall BIN] [--clang clang-22] [--verbose]

clang (20 or newer) follows calls from functions that are marked `nonblocking`, inside one
translation unit. TREE is copied, every function that nostall knows to be called by a loop is
marked in the copy, and each unit is compiled with nothing but -Wfunction-effects on. Printed is
how far clang gets on the way of each finding that nostall calls resolved, and what else clang says.
TREE itself is not touched.
"""

import argparse
import collections
import json
import pathlib
import re
import shlex
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor

MARK = " [[clang::nonblocking]] "
ROOT = re.compile(r"link: runs on the loop path=(.*) offset=(\d+) function=(.*)")
MESSAGE = re.compile(r"^(.*?):(\d+):\d+: (warning|error|note): (.*)$")
OUTPUT_FLAGS = {"-o", "-MF", "-MT", "-MQ"}

# What clang's warnings say, by the words in them; the first that fits.
CLASSES = [
    ("memory is allocated or freed", re.compile(r"must not allocate|'(malloc|calloc|realloc|free)'")),
    ("call through a pointer", re.compile(r"must not call non-'nonblocking' expression")),
    ("static or thread-local variable", re.compile(r"static local|thread-local")),
    ("call of a function", re.compile(r"must not call")),
]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("tree", type=pathlib.Path)
    parser.add_argument("--database", type=pathlib.Path, help="default: compile_commands.json in TREE")
    parser.add_argument("--nostall", default="nostall")
    parser.add_argument("--clang", default="clang-22")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--verbose", action="store_true", help="each finding, and each warning of clang")
    return parser.parse_args()


# ---- nostall ------------------------------------------------------------------------------------


def ask_nostall(options):
    """The callbacks as {path: [(offset, name)]}, and the findings that are resolved."""
    words = [options.nostall, "check", "--verbose", "--output-format", "json", "--exit-zero",
             "--compile-commands", str(options.database), "."]
    done = subprocess.run(words, cwd=options.tree, capture_output=True, text=True, errors="replace", check=True)
    callbacks = collections.defaultdict(set)
    for path, offset, name in ROOT.findall(done.stderr):
        callbacks[path].add((int(offset), name))
    found = [finding for finding in json.loads(done.stdout) if finding["confidence"] == "resolved"]
    return callbacks, [finding for finding in found if finding["chain"] and is_c(finding["filename"])]


def is_c(name):
    return name.endswith((".c", ".h"))


# ---- Marks --------------------------------------------------------------------------------------


def parameters_end(text, offset):
    """Behind the parameter list of the definition whose name begins at `offset`, or None."""
    opened = re.compile(rb"\w+\s*\(").match(text, offset)
    depth, at = 0, opened.end() - 1 if opened else len(text)
    while at < len(text):
        if text[at] in b"()":
            depth += 1 if text[at] == ord("(") else -1
            if depth == 0:
                behind = re.compile(rb"(?:\s|/\*.*?\*/|//[^\n]*)*").match(text, at + 1).end()
                return at + 1 if text[behind:behind + 1] == b"{" else None
        at += 1
    return None


def mark(path, places):
    """Marks the functions; returns how many could be."""
    text = path.read_bytes()
    ends = [end for end in (parameters_end(text, offset) for offset, _ in places) if end]
    for end in sorted(set(ends), reverse=True):
        text = text[:end] + MARK.encode() + text[end:]
    path.write_bytes(text)
    return len(ends)


# ---- clang --------------------------------------------------------------------------------------


def command_of(entry, tree, copy, clang):
    """The unit's own flags, with paths in the copy."""
    words = entry.get("arguments") or shlex.split(entry["command"])
    kept, skips = [], False
    for word in words[1:]:
        if not skips and word not in OUTPUT_FLAGS and word not in ("-c", "-w") and not word.startswith(("-W", "-M")):
            kept.append(word.replace(str(tree), str(copy)))
        skips = word in OUTPUT_FLAGS
    folder = entry["directory"].rstrip("/").replace(str(tree), str(copy))
    only = ["-fsyntax-only", "-Wno-everything", "-Wfunction-effects", "-fno-caret-diagnostics", "-ferror-limit=0"]
    return folder, [clang, *only, *kept]


def ask_clang(options, entries, copy):
    """(path, line, text, notes) of each warning once; notes are (path, line, text) in its order."""
    def run(entry):
        folder, words = command_of(entry, options.tree, copy, options.clang)
        return folder, subprocess.run(words, cwd=folder, capture_output=True, text=True, errors="replace",
                                      check=False).stderr

    warnings, errors = {}, 0
    with ThreadPoolExecutor(options.jobs) as pool:
        for folder, said in pool.map(run, entries):
            notes = None
            for line in said.splitlines():
                match = MESSAGE.match(line)
                if not match:
                    continue
                name, row, kind, text = match.groups()
                place = (resolve(folder, name, copy), int(row), text)
                errors += kind == "error"
                if kind == "note" and notes is not None:
                    notes.append(place)
                elif kind == "warning":
                    notes = warnings.setdefault(place, [])
    return [(*place, notes) for place, notes in warnings.items()], errors


def resolve(folder, name, copy):
    full = pathlib.Path(folder, name).resolve()
    return str(full.relative_to(copy)) if full.is_relative_to(copy) else str(full)


# ---- Comparison ---------------------------------------------------------------------------------


def class_of(warning):
    _, _, text, notes = warning
    name = next(name for name, pattern in [*CLASSES, ("other", re.compile(""))] if pattern.search(text))
    if name != "call of a function":
        return name
    last = notes[-1] if notes else None
    if not last or "no definition in this translation unit" not in last[2]:
        return "function of this file, followed to something of these"
    return "function of the system or a library" if last[0].startswith("/") else "function of another file"


def way_of(finding, tree):
    """The places of a finding's calls, first to last, without what made it run on the loop."""
    hops = [hop for hop in finding["chain"] if "runs on the loop" not in hop["message"]]
    return [(str(pathlib.Path(hop["filename"]).resolve().relative_to(tree)), hop["location"]["row"])
            for hop in hops if pathlib.Path(hop["filename"]).resolve().is_relative_to(tree)]


def reach(way, said):
    """How far clang comes: "to the cause", "stops on the way", "silent"."""
    if way and way[-1] in said:
        return "to the cause"
    return "stops on the way" if any(place in said for place in way) else "silent"


def print_table(rows):
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        print(f"  {name:<{width}}  {value}")


def main():
    options = arguments()
    options.tree = options.tree.resolve()
    options.database = (options.database or options.tree / "compile_commands.json").resolve()
    entries = json.loads(options.database.read_text())
    callbacks, findings = ask_nostall(options)
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder).resolve() / "tree"
        shutil.copytree(options.tree, copy, symlinks=True)
        marked = sum(mark(copy / path, places) for path, places in callbacks.items())
        warnings, errors = ask_clang(options, entries, copy)
    said = {place[:2] for warning in warnings for place in (warning, *warning[3])}
    ways = [(reach(way_of(finding, options.tree), said), finding) for finding in findings]
    on_way = {place for finding in findings for place in way_of(finding, options.tree)}
    hits = [warning for warning in warnings if any(place[:2] in on_way for place in (warning, *warning[3]))]
    if options.verbose:
        for how, finding in ways:
            print(f"{how:<16} {finding['filename']}:{finding['location']['row']}: {finding['message']}")
        for warning in warnings:
            print(f"clang: {class_of(warning)}: {warning[0]}:{warning[1]}: {warning[2]}")
    reached = collections.Counter(how for how, _ in ways)
    print(f"{options.tree.name}: {len(entries)} units, {sum(map(len, callbacks.values()))} callbacks, {marked} marked, "
          f"{errors} errors of clang")
    print_table([("resolved findings of nostall", len(findings)),
                 *((f"... clang: {how}", reached[how]) for how in ("to the cause", "stops on the way", "silent")),
                 ("warnings of clang", len(warnings)),
                 ("... on the way of one of these findings", len(hits)),
                 *((f"... {name}", count) for name, count in
                   collections.Counter(map(class_of, warnings)).most_common())])


if __name__ == "__main__":
    main()
