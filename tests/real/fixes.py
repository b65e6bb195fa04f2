"""Holds nostall against mistakes that were made and mended in released packages.

    fixes.py [--cache DIR] [--nostall BIN] [--package NAME] [--markdown]

fixes.csv names two versions of a package, the rule, and the place in the older one. The older version
must be reported there, and the newer one nowhere in the same function of the same file for the same
rule. Rows whose `fix` begins with "missed: " are mistakes that nostall does not see, with the reason;
the run fails when it does. Versions are downloaded by pip when they are not there.
"""

import ast
import collections
import csv
import functools
import os
import subprocess
import sys
import zipfile

import run

MISSED = "missed: "


def rows(only):
    with open(run.HERE / "fixes.csv", newline="") as file:
        return [row for row in csv.DictReader(file) if not only or row["package"] in only]


def unpacked(cache, package, version):
    """The Python files of a version, downloaded when they are not there."""
    target = cache / "fixes" / f"{package}-{version}"
    if target.exists():
        return target
    wheels = cache / "fixes" / "wheels" / target.name
    command = [run.python_of(cache / "pip"), "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--only-binary", ":all:", "--python-version", "3.12", "--ignore-requires-python"]
    command += ["--dest", wheels, f"{package}=={version}"]
    subprocess.run(command, check=True)
    part = target.with_name(target.name + ".part")
    with zipfile.ZipFile(next(wheels.glob("*.whl"))) as archive:
        names = [name for name in archive.namelist() if name.endswith((".py", ".pyi"))]
        archive.extractall(part, names)
    part.rename(target)
    return target


def functions(path):
    """(qualified name, first line, last line) of each function in a file, outer ones first."""
    found = []

    def visit(node, names):
        for child in ast.iter_child_nodes(node):
            inside = names
            if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                inside = [*names, child.name]
                if not isinstance(child, ast.ClassDef):
                    found.append((".".join(inside), child.lineno, child.end_lineno))
            visit(child, inside)

    visit(ast.parse(path.read_bytes()), [])
    return found


def function_at(path, line):
    """The innermost function around a line, "" outside of all."""
    around = [name for name, first, last in functions(path) if first <= line <= last]
    return around[-1] if around else ""


class Checker:
    def __init__(self, options):
        self.options = options

    @functools.cache
    def findings(self, package, version):
        """The default findings of a version: (rule, file, line), and what else the same calls do."""
        folder = unpacked(self.options.cache, package, version)
        findings, _, wrong = run.findings_of(
            self.options.nostall, folder.parent, folder.name, self.options.limit, extra=("--isolated",)
        )
        if wrong:
            sys.exit(f"{folder.name}: {wrong}")
        return [
            (rule, os.path.relpath(finding["filename"], folder), finding["location"]["row"])
            for finding in findings
            for rule in (finding["rule"], *finding["also"])
        ]

    def verdict(self, row):
        """What is wrong with a row, None when nothing is."""
        file, _, line = row["place"].rpartition(":")
        old = unpacked(self.options.cache, row["package"], row["before"])
        new = unpacked(self.options.cache, row["package"], row["after"])
        is_found = (row["rule"], file, int(line)) in self.findings(row["package"], row["before"])
        if row["fix"].startswith(MISSED):
            return "is found now" if is_found else None
        if not is_found:
            return "is not found in the old version"
        name = function_at(old / file, int(line))
        for rule, path, at in self.findings(row["package"], row["after"]):
            if rule == row["rule"] and path == file and function_at(new / file, at) == name:
                return f"is still reported in the new version, line {at}"
        return None


def main():
    parser = run.parser()
    parser.add_argument("--markdown", action="store_true", help="print the table of docs/quality.md")
    options = parser.parse_args()
    options.cache = options.cache.resolve()
    options.nostall = options.nostall.resolve()
    checker, bad, counts = Checker(options), 0, collections.Counter()
    wanted = rows(options.package)
    for row in wanted:
        wrong = checker.verdict(row)
        bad += wrong is not None
        counts["missed" if row["fix"].startswith(MISSED) else "found"] += 1
        if options.markdown:
            print("| {package} {before} → {after} | {rule} | `{place}` | {fix} |".format(**row))
        elif wrong:
            print(f"{row['package']} {row['before']} {row['place']} {row['rule']}: {wrong}")
    print(f"\n{len(wanted)} fixes: {counts['found']} found, {counts['missed']} missed, {bad} not as written down")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
