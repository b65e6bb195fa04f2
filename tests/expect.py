"""Runs nostall on one example or fixture and holds its findings against the marks in it, both ways.

    expect.py NOSTALL FOLDER                 a fixture: FOLDER is one project
    expect.py NOSTALL --rule ID EXAMPLE      rules/<family>/ID/bad* or good*, a file or a folder

A mark is a comment where a finding starts; alone on its line it is for the next line that is none:

    time.sleep(1)  # expect: blocking-sleep
    # expect: blocking-open "state.json", blocking-file-io
    open("state.json").read()
    legacy_wait()  # expect-miss: blocking-sleep -- a known gap: no such finding, and none may come
    warm_cache()  # expect-wrong: blocking-sleep -- a known false alarm: it must still be there

Quoted text must be part of the message. One mark is for one finding. An example runs with its rule
selected besides the default ones: a bad one has a finding of that rule, a good one has no finding.
More options for the run stand in the file `args` of a folder, or in one of the first lines of an
example: `# nostall-args: --select blocking-open`.

An example in C is compiled as nostall verify does it: with our runtime, and with the packages that the
proof beside it names, by pkg-config. Where one of them is not installed the test is skipped (exit 77).
"""

import argparse
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = (".py", ".pyi", ".c", ".h")
ARGUMENTS_WITHIN_LINES = 5
SKIP = 77
RUNTIME = Path(__file__).resolve().parent.parent / "analyzer"

MARK = re.compile(r"(?:#|//)\s*expect(-miss|-wrong)?:(.*)")
ITEM = re.compile(r'\s*([\w/-]+)(?:\s+"([^"]*)")?\s*(,|$)')
WHY = re.compile(r"\s--\s.*")
SANITIZER = re.compile(r"\w+Sanitizer:|runtime error:")  # they, too, may end with 1
ARGUMENTS = re.compile(r"(?:#|//)\s*nostall-args:\s*(.*)")


@dataclass(frozen=True)
class Mark:
    kind: str  # "", "-miss", "-wrong"
    rule: str
    text: str

    def __str__(self):
        return f"expect{self.kind}: {self.rule}" + (f' "{self.text}"' if self.text else "")

    def fits(self, finding):
        return finding["rule"] == self.rule and self.text in finding["message"]


class Unusable(Exception):
    """What keeps the comparison from being made at all."""


class Missing(Exception):
    """A package that an example needs and that is not installed."""


def parse_mark(comment, where):
    """The marks in one comment: [Mark], empty when it is an ordinary comment."""
    match = MARK.search(comment)
    if not match:
        return []
    rest = WHY.sub("", match[2])
    marks, position = [], 0
    while position < len(rest) or not marks:
        item = ITEM.match(rest, position)
        if not item:
            raise Unusable(f"{where}: cannot read the mark {match[0]!r}")
        marks.append(Mark(match[1] or "", item[1], item[2] or ""))
        position = item.end()
    return marks


def read_marks(file, name):
    """(name, line) -> the marks for that line, of one file."""
    marks, waiting = defaultdict(list), []
    lines = file.read_bytes().decode("utf-8", "replace").splitlines()
    for number, line in enumerate(lines, 1):
        found = parse_mark(line, f"{name}:{number}")
        if found and line.lstrip().startswith(("#", "//")):
            waiting += found
        else:
            marks[name, number] += waiting + found
            waiting = []
    if waiting:
        raise Unusable(f"{name}: the last mark has no line behind it")
    return {place: found for place, found in marks.items() if found}


def read_arguments(target):
    """What the example or fixture wants beside the defaults."""
    if target.is_dir():
        file = target / "args"
        return shlex.split(file.read_text(encoding="utf-8"), comments=True) if file.exists() else []
    for line in target.read_text(encoding="utf-8", errors="replace").splitlines()[:ARGUMENTS_WITHIN_LINES]:
        match = ARGUMENTS.search(line)
        if match:
            return shlex.split(match[1])
    return []


def read_packages(example):
    """The packages that an example in C is compiled with, from the proof beside it."""
    file = example.parent / "proof.json"
    proofs = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
    proofs = proofs if isinstance(proofs, list) else [proofs]
    return [name for proof in proofs if proof["language"] == "c" for name in proof.get("packages", [])]


def package_flags(packages):
    if not packages:
        return []
    ran = subprocess.run(["pkg-config", "--cflags", *packages], capture_output=True, text=True, check=False)
    if ran.returncode:
        raise Missing(f"{' '.join(packages)}: {ran.stderr.strip()}")
    return shlex.split(ran.stdout)


def check_native(nostall, example, rule):
    """An example in C, with the flags that it is compiled with in a folder of their own: it stands alone,
    whatever lies beside it."""
    flags = [f"-I{RUNTIME}", *package_flags(read_packages(example))]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "compile_flags.txt"
        file.write_text("\n".join(flags) + "\n", encoding="utf-8")
        yield from check(nostall, example, rule, "--compile-commands", str(file))


def run(nostall, folder, arguments):
    """(file, line) -> the findings there; the file as it is called from `folder`."""
    command = [str(nostall), "check", "--output-format", "json", *arguments]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if ran.returncode not in (0, 1) or SANITIZER.search(ran.stderr):
        raise Unusable(f"{shlex.join(command)}\nin {folder}\nended with {ran.returncode}:\n{ran.stderr}")
    findings = defaultdict(list)
    for finding in json.loads(ran.stdout):
        file = os.path.relpath(os.path.realpath(folder / finding["filename"]), os.path.realpath(folder))
        findings[file, finding["location"]["row"]].append(finding)
    return findings


def compare_line(marks, findings):
    """What differs on one line, as lines of a diff: - a mark unmet, + a finding unmarked."""
    findings = list(findings)
    for mark in sorted(marks, key=lambda mark: (mark.kind == "-miss", -len(mark.text))):
        met = next((finding for finding in findings if mark.fits(finding)), None)
        if met:
            findings.remove(met)
        if mark.kind == "-miss" and met:
            yield f"- {mark}   (found now: make it an expect)"
        elif mark.kind == "-wrong" and not met:
            yield f"- {mark}   (the false alarm is gone: remove the mark)"
        elif not mark.kind and not met:
            yield f"- {mark}"
    for finding in findings:
        yield f"+ {finding['rule']}: {finding['message']}"


def check_style(findings):
    """A message is one line that says what is wrong, without a full stop."""
    for (file, line), here in sorted(findings.items()):
        for finding in here:
            if not finding["message"] or "\n" in finding["message"] or finding["message"].endswith("."):
                yield f"{file}:{line}: style of the message {finding['message']!r}"


def check_example(rule, target, findings):
    if target.name.startswith("good") and findings:
        yield "a good example has no findings"
    if target.name.startswith("bad"):
        if not any(finding["rule"] == rule for here in findings.values() for finding in here):
            yield f"a bad example has a finding of {rule}"


def check(nostall, target, rule, *more):
    """Lines that say what is not as it should be."""
    folder, path = (target, ".") if target.is_dir() else (target.parent, target.name)
    files = [file for file in sorted(target.rglob("*")) if file.suffix in SUFFIXES and file.is_file()]
    marks = {}
    for file in files or [target]:
        marks.update(read_marks(file, file.relative_to(folder).as_posix()))
    select = ["--extend-select", rule] if rule else []
    findings = run(nostall, folder, [*select, *more, *read_arguments(target), path])
    for place in sorted({*marks, *findings}):
        differences = list(compare_line(marks.get(place, []), findings.get(place, [])))
        if differences:
            yield "\n".join([f"  {place[0]}:{place[1]}", *differences])
    yield from check_style(findings)
    if rule:
        yield from check_example(rule, target, findings)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("nostall", type=Path)
    parser.add_argument("--rule")
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    try:
        is_native = options.rule and options.target.suffix == ".c"
        ask = check_native if is_native else check
        complaints = list(ask(options.nostall.resolve(), options.target.resolve(), options.rule))
    except Missing as package:
        print(package)
        return SKIP
    except Unusable as problem:
        complaints = [str(problem)]
    if complaints:
        print(f"{options.target}: marks (-) against findings (+)", *complaints, sep="\n")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
