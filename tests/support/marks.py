"""Marks in examples, fixtures and corpora, and the findings that they are held against.

    time.sleep(1)  # expect: blocking-sleep
    # expect: blocking-open "state.json", blocking-file-io
    open("state.json").read()

expect.py says what its marks mean; a corpus has notes besides, see quality.py.
"""

import json
import os
import re
import shlex
import subprocess
from collections import defaultdict
from dataclasses import dataclass

SUFFIXES = (".py", ".pyi", ".c", ".h")
ARGUMENTS_WITHIN_LINES = 5

MARK = re.compile(r"(?:#|//)\s*(?P<kind>expect|expect-miss|expect-wrong):(?P<names>.*)")
ITEM = re.compile(r'\s*([\w/-]+)(?:\s+"([^"]*)")?\s*(,|$)')
WHY = re.compile(r"\s--\s.*")
SANITIZER = re.compile(r"\w+Sanitizer:|runtime error:")  # they, too, may end with 1
ARGUMENTS = re.compile(r"(?:#|//)\s*nostall-args:\s*(.*)")


@dataclass(frozen=True)
class Mark:
    kind: str  # "expect", "expect-miss", "expect-wrong"; notes have kinds of their own
    rule: str
    text: str

    def __str__(self):
        return f"{self.kind}: {self.rule}" + (f' "{self.text}"' if self.text else "")

    def fits(self, finding):
        return finding["rule"] == self.rule and self.text in finding["message"]


class Unusable(Exception):
    """What keeps the comparison from being made at all."""


def parse_mark(comment, where, pattern=MARK):
    """The marks in one comment: [Mark], empty when it is an ordinary comment."""
    match = pattern.search(comment)
    if not match:
        return []
    rest = WHY.sub("", match["names"])
    marks, position = [], 0
    while position < len(rest) or not marks:
        item = ITEM.match(rest, position)
        if not item:
            raise Unusable(f"{where}: cannot read the mark {match[0]!r}")
        marks.append(Mark(match["kind"], item[1], item[2] or ""))
        position = item.end()
    return marks


def read_marks(file, name, pattern=MARK):
    """(name, line) -> the marks for that line, of one file."""
    marks, waiting = defaultdict(list), []
    lines = file.read_bytes().decode("utf-8", "replace").splitlines()
    for number, line in enumerate(lines, 1):
        found = parse_mark(line, f"{name}:{number}", pattern)
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


def run(nostall, folder, arguments):
    """(file, line) -> the findings there; the file as it is called from `folder`."""
    # What happens to be installed, or to be active, is nothing that a test says.
    alone = [] if "--environment" in arguments else ["--no-environment"]
    command = [str(nostall), "check", "--output-format", "json", *alone, *arguments]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if ran.returncode not in (0, 1) or SANITIZER.search(ran.stderr):
        raise Unusable(f"{shlex.join(command)}\nin {folder}\nended with {ran.returncode}:\n{ran.stderr}")
    findings = defaultdict(list)
    for finding in json.loads(ran.stdout):
        file = os.path.relpath(os.path.realpath(folder / finding["filename"]), os.path.realpath(folder))
        findings[file, finding["location"]["row"]].append(finding)
    return findings


def sources_of(target):
    """The files of an example, fixture or case that can hold marks."""
    files = [file for file in sorted(target.rglob("*")) if file.suffix in SUFFIXES and file.is_file()]
    return files or [target]


def compare_line(marks, findings):
    """What differs on one line, as lines of a diff: - a mark unmet, + a finding unmarked."""
    findings = list(findings)
    for mark in sorted(marks, key=lambda mark: (mark.kind == "expect-miss", -len(mark.text))):
        met = next((finding for finding in findings if mark.fits(finding)), None)
        if met:
            findings.remove(met)
        if mark.kind == "expect-miss" and met:
            yield f"- {mark}   (found now: make it an expect)"
        elif mark.kind == "expect-wrong" and not met:
            yield f"- {mark}   (the false alarm is gone: remove the mark)"
        elif mark.kind == "expect" and not met:
            yield f"- {mark}"
    for finding in findings:
        yield f"+ {finding['rule']}: {finding['message']}"


def differences(marks, findings):
    """What differs, line by line: the place, then its lines of a diff."""
    for place in sorted({*marks, *findings}):
        lines = list(compare_line(marks.get(place, []), findings.get(place, [])))
        if lines:
            yield "\n".join([f"  {place[0]}:{place[1]}", *lines])
