"""Test suites of public asyncio packages, with and without nostall confirm. For docs/confirm.md.

    confirm_suites.py NOSTALL FOLDER [--python EXE] [--rounds N] [--witness]

Gets the packages by pip, with their tests, into FOLDER, and runs each suite in turn without and with
confirm. Prints what passed and failed, and the processor time of everything (the interpreter's start
and nostall's own reading of the project included), medians of all rounds. Exits with 1 when a suite
ends differently, or costs more than OVERHEAD_MAX more.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

OVERHEAD_MAX = 0.10
TOOLS = ("pytest==8.3.5", "pytest-asyncio==0.26.0")
PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "addopts=")


@dataclass
class Suite:
    name: str
    version: str
    words: tuple

    @property
    def pin(self):
        return f"{self.name}=={self.version}"


SUITES = (
    Suite("aiofiles", "24.1.0", (*PYTEST, "tests")),
    Suite("aiosqlite", "0.21.0", ("-m", "unittest", "-q", "aiosqlite.tests")),
    Suite("janus", "2.0.0", (*PYTEST, "tests")),
)
RESULTS = re.compile(r"\d+ (?:passed|failed|skipped|errors?)|Ran \d+ tests|OK|FAILED \(.*\)")


def prepare(folder, python):
    """A virtual environment with the packages, and their sources beside it. Returns its Python."""
    own = folder / "env/bin/python"
    if not own.exists():
        subprocess.run([python, "-m", "venv", str(folder / "env")], check=True)
        pins = [suite.pin for suite in SUITES]
        subprocess.run([own, "-m", "pip", "install", "-q", *TOOLS, *pins], check=True)
        download = [own, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", "-d", str(folder)]
        subprocess.run([*download, *pins], check=True)
        for archive in folder.glob("*.tar.gz"):
            with tarfile.open(archive) as file:
                file.extractall(folder, filter="data")
    return own.absolute()


def run(words, cwd):
    """What the suite says of itself, and the processor time in seconds."""
    with subprocess.Popen(words, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as started:
        text = started.stdout.read()
        _, _, usage = os.wait4(started.pid, 0)
        started.returncode = 0
    return " ".join(RESULTS.findall(text)), usage.ru_utime + usage.ru_stime


def measure(nostall, python, suite, folder, rounds, options):
    plain = [str(python), *suite.words]
    confirmed = [nostall, "confirm", "--output-file", os.devnull, *options, "--", *plain]
    times, said = ([], []), (set(), set())
    for _ in range(rounds):
        for which, words in enumerate((plain, confirmed)):
            text, seconds = run(words, folder)
            times[which].append(seconds)
            said[which].add(text)
    return [sorted(texts) for texts in said], [statistics.median(all_of_it) for all_of_it in times]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("nostall")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--witness", action="store_true")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    python = prepare(arguments.folder, arguments.python)
    is_fine = True
    print("| suite | result | with confirm | CPU s | with confirm | more |\n| --- | --- | --- | --- | --- | --- |")
    for suite in SUITES:
        folder = arguments.folder / f"{suite.name}-{suite.version}"
        options = ["--witness"] if arguments.witness else []
        nostall = os.path.abspath(arguments.nostall)
        said, times = measure(nostall, python, suite, folder, arguments.rounds, options)
        more = times[1] / times[0] - 1
        is_fine &= said[0] == said[1] and more <= OVERHEAD_MAX
        texts = " | ".join("; ".join(texts) for texts in said)
        print(f"| {suite.pin} | {texts} | {times[0]:.2f} | {times[1]:.2f} | {more:+.1%} |", flush=True)
    return 0 if is_fine else 1


if __name__ == "__main__":
    sys.exit(main())
