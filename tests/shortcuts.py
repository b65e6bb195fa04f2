#!/usr/bin/env python3
"""Holds nostall with all its short cuts against nostall without any: the same bytes, whatever happens.

    shortcuts.py NOSTALL NOSTALL_SLOW              each topic of fixtures/ as one project
    shortcuts.py NOSTALL NOSTALL_SLOW --all        fixtures/ as one project
    shortcuts.py NOSTALL NOSTALL_SLOW FOLDER...    real projects, such as tests/real/ unpacks

The reference is NOSTALL_SLOW, in which tree-sitter alone reads Python, without a cache and with one
thread. A copy of each project goes through what happens to a project: read for the first time, again,
with more threads, touched, with a file changed, added, taken away, and all of that taken back, as when
a branch is left and entered again; output, notes and exit status must be those of the reference each
time. Prints what differs; exit 1 when something does.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from multiprocessing.pool import ThreadPool
from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
SUFFIXES = (".py", ".pyi", ".pyw")
WIDE = ["--output-format", "json", "--no-environment", "--isolated", "--select", "ALL", "--preset", "strict",
        "--min-confidence", "possible"]
ADDED = "import time\n\n\ndef wait_long():\n    time.sleep(9)\n\n\nasync def main():\n    wait_long()\n"
SETTLED_S = 0.06  # younger files are not known by their stamps


class Project:
    def __init__(self, program, slow, origin, folder):
        self.program, self.slow, self.folder = program, slow, folder
        self.failures = []
        for file in sorted(origin.rglob("*")):
            if file.suffix in SUFFIXES and file.is_file():
                place = folder / file.relative_to(origin)
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, place)
        (folder / "pyproject.toml").write_text("")
        self.files = [file for file in sorted(folder.rglob("*")) if file.suffix in SUFFIXES]

    def run(self, program, *words):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("NOSTALL_")}
        ran = subprocess.run([program, "check", ".", *WIDE, *words], cwd=self.folder, capture_output=True, check=False,
                             env=environment)
        return ran.returncode, ran.stdout, ran.stderr

    def reference(self):
        code, out, err = self.run(self.slow, "--no-cache", "--jobs", "1")
        if code not in (0, 1, 2):
            raise SystemExit(f"{self.folder}: the reference ended with {code}\n{err.decode(errors='replace')}")
        return code, out, err

    def compare(self, what, wanted):
        time.sleep(SETTLED_S)
        for words in (["--jobs", "1"], ["--jobs", "4"]):
            if self.run(self.program, *words) != wanted:
                self.failures.append(f"{what}, {' '.join(words)}")

    def story(self):
        first = self.reference()
        if self.run(self.program, "--no-cache", "--jobs", "4") != first:
            self.failures.append("without a cache")
        if self.run(self.program, "--jobs", "4") != first:
            self.failures.append("cold, with many threads")
        self.compare("again", first)
        shutil.rmtree(self.folder / ".nostall_cache")
        self.compare("cold", first)
        for file in self.files[::3]:
            os.utime(file)
        self.compare("touched", first)
        self.change(first)

    def change(self, first):
        file = self.files[len(self.files) // 2]
        text = file.read_bytes()
        file.write_bytes(text + b"\n\n" + ADDED.encode())
        self.compare("with a file changed", self.reference())
        added = file.with_name("zz_added.py")
        added.write_text(ADDED)
        self.compare("with a file added", self.reference())
        gone = self.files[0]
        kept = gone.read_bytes()
        gone.unlink()
        self.compare("with a file taken away", self.reference())
        gone.write_bytes(kept)
        added.unlink()
        file.write_bytes(text)
        self.compare("with all of it taken back", first)


def differences(options, origin):
    """What differs in one project; None where there is no Python."""
    with tempfile.TemporaryDirectory(prefix="nostall-") as folder:
        project = Project(options.nostall, options.slow, origin.resolve(), Path(folder).resolve())
        if not project.files:
            return None
        project.story()
        return project.failures


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("nostall", type=os.path.abspath)
    parser.add_argument("slow", type=os.path.abspath)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--all", action="store_true", help="fixtures/ as one project")
    parser.add_argument("--at-once", type=int, default=4, metavar="N", help="projects; they mostly wait")
    options = parser.parse_args()
    origins = options.folders or [FIXTURES] if options.all or options.folders else sorted(FIXTURES.iterdir())
    with ThreadPool(options.at_once) as pool:
        told = pool.map(lambda origin: differences(options, origin), origins)
    compared = [failures for failures in told if failures is not None]
    for origin, failures in zip(origins, told):
        for failure in failures or []:
            print(f"{origin}: {failure}: not as without short cuts")
    print(f"{len(compared)} projects, {sum(map(len, compared))} differences")
    return 1 if any(compared) or not compared else 0


if __name__ == "__main__":
    sys.exit(main())
