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
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from support.marks import Unusable, differences, read_arguments, read_marks, run, sources_of

SKIP = 77
RUNTIME = Path(__file__).resolve().parent.parent / "analyzer"


class Missing(Exception):
    """A package that an example needs and that is not installed."""


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


def copy_alone(target, scratch):
    """The fixture or example where nothing is around it: else all of this repository is its project. What C includes
    may lie beside it."""
    if target.is_dir():
        return Path(shutil.copytree(target, scratch / target.name, symlinks=True))
    for file in [target, *target.parent.glob("*.h")]:
        shutil.copy(file, scratch)
    return scratch / target.name


def check(nostall, original, rule, *more):
    """Lines that say what is not as it should be."""
    with tempfile.TemporaryDirectory(prefix="nostall-expect-") as scratch:
        target = copy_alone(original, Path(scratch).resolve())
        folder, path = (target, ".") if target.is_dir() else (target.parent, target.name)
        marks = {}
        for file in sources_of(target):
            marks.update(read_marks(file, file.relative_to(folder).as_posix()))
        select = ["--extend-select", rule] if rule else []
        findings = run(nostall, folder, [*select, *more, *read_arguments(target), path])
        yield from differences(marks, findings)
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
