"""Holds docs/guides.md against what its samples do and what nostall says of them: guides.py NOSTALL [--python EXE]

Each section names its folder in fixtures/guides/. The first block after it is what sample.py and better.py print, and
the line before that what nostall reports in the folder. ANALYZER_BLESS=1 writes both anew. A block that is marked
`before 3.11` or `from 3.11` is only for such an interpreter. Skipped (77) under a Python older than 3.10.

The clock is virtual (support/virtual_loop.py), but for the samples in which threads matter.
"""

import argparse
import json
import os
import re
import subprocess
import sys

from support.trees import ROOT

PAGE = ROOT / "docs/guides.md"
SAMPLES = ROOT / "fixtures/guides"
VIRTUAL_LOOP = ROOT / "tests/support/virtual_loop.py"
REAL_CLOCK = {"executor-block", "not-thread-safe", "cpu-in-threads"}
BLESS = os.environ.get("ANALYZER_BLESS") == "1"
SKIP = 77
SECTION = re.compile(r"^## (?P<number>\d+)\..*?\n\n`fixtures/guides/(?P<name>[\w-]+)`", re.M)
SAYS = re.compile(r"^nostall: .*?\.(?= |$)", re.M)
BLOCK = re.compile(r"^```text ?(before 3\.11|from 3\.11)?\n(.*?)^```$", re.M | re.S)


def version_of(python):
    asked = [python, "-c", "import sys; print(*sys.version_info[:2])"]
    return tuple(map(int, subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split()))


def output(python, name):
    """What both programs print, each under its name."""
    lines = []
    for file in ("sample.py", "better.py"):
        loop = [] if name in REAL_CLOCK else [VIRTUAL_LOOP]
        command = [python, "-I", *loop, SAMPLES / name / file]
        ran = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=300, check=False)
        lines += [f"{file}:", *(f"  {line}" for line in (ran.stdout + ran.stderr).splitlines())]
    return "\n".join(lines) + "\n"


def findings(nostall, name):
    command = [str(nostall), "check", "--output-format", "json", "--no-environment", str(SAMPLES / name)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    found = json.loads(ran.stdout)
    places = [f"`{item['rule']}` at {item['filename'].rsplit('/', 1)[-1]}:{item['location']['row']}" for item in found]
    return ", ".join(places) or "nothing"


def is_for(mark, version):
    return not mark or (mark == "from 3.11") == (version >= (3, 11))


def checked(section, name, nostall, python, version):
    """The section as it has to be."""
    says = f"nostall: {findings(nostall, name)}."
    section = SAYS.sub(lambda _: says, section, count=1)
    for block in BLOCK.finditer(section):
        if is_for(block[1], version):
            right = f"```text{' ' + block[1] if block[1] else ''}\n{output(python, name)}```"
            return section.replace(block[0], right)
    return section


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("nostall")
    parser.add_argument("--python", default=sys.executable)
    options = parser.parse_args()
    version = version_of(options.python)
    if version < (3, 10):
        print(f"{options.python} is older than 3.10")
        return SKIP
    page = PAGE.read_text(encoding="utf-8")
    starts = [match.start() for match in SECTION.finditer(page)] + [len(page)]
    names = {match["name"] for match in SECTION.finditer(page)}
    missing = sorted({path.name for path in SAMPLES.iterdir()} ^ names)
    complaints = [f"{name}: only in one of docs/guides.md and fixtures/guides/" for name in missing]
    right = page[: starts[0]]
    for start, end in zip(starts, starts[1:]):
        section = page[start:end]
        name = SECTION.match(section)["name"]
        good = checked(section, name, options.nostall, options.python, version)
        if good != section:
            complaints.append(f"{name}: docs/guides.md says otherwise than what was seen:\n{good}")
        right += good
    if BLESS:
        PAGE.write_text(right, encoding="utf-8")
    print("\n".join(complaints) or f"{len(names)} samples")
    return 1 if complaints and not BLESS else 0


if __name__ == "__main__":
    sys.exit(main())
