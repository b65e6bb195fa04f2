"""Test suites of public asyncio packages, with and without nostall confirm. For docs/confirm.md.

    confirm_suites.py NOSTALL FOLDER [--python EXE] [--rounds N] [--witness] [--instructions]

Gets the packages by pip, with their tests, into FOLDER, and runs each suite in turn without and with
confirm. Prints what passed and failed, and the processor time of everything (the interpreter's start
and nostall's own reading of the project included): medians, and of each pair of runs how much more it
is, the median and between what half of them lie. Exits with 1 when a suite ends differently, or costs
more than OVERHEAD_MAX more.

A busy machine makes times waver. --instructions counts instructions of the interpreter instead, with
valgrind, under which the suites run some fifty times slower: results are not compared then, and the
looks of the probe's second thread, which go by the clock, count for little.
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
ANYIO_NEEDS = ("blockbuster", "exceptiongroup", "hypothesis", "psutil", "pytest-mock", "trio", "trustme", "truststore")
PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "addopts=")


@dataclass
class Suite:
    name: str
    version: str
    words: tuple
    needs: tuple = ()

    @property
    def pin(self):
        return f"{self.name}=={self.version}"


SUITES = (
    Suite("aiofiles", "24.1.0", (*PYTEST, "tests")),
    Suite("aiosqlite", "0.21.0", ("-m", "unittest", "-q", "aiosqlite.tests")),
    Suite("janus", "2.0.0", (*PYTEST, "tests")),
    Suite(
        "aiohttp",
        "3.14.5",  # its own settings ask for plug-ins that measure
        (*PYTEST[:-2], "-c", "/dev/null", "--rootdir=.", "tests/test_web_functional.py", "-k", "static or simple or post or handler"),
    ),
    Suite(
        "anyio",
        "4.9.0",
        (*PYTEST, "tests/test_taskgroups.py", "tests/test_synchronization.py", "-k", "asyncio"),
        ANYIO_NEEDS,
    ),
)
COUNTED = ("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null")
COUNT = re.compile(r"Collected : (\d+)")
RESULTS = re.compile(r"\b(?:\d+ (?:passed|failed|skipped|errors?)\b|Ran \d+ tests|OK\b$)|FAILED \(.*\)", re.MULTILINE)


def prepare(folder, python):
    """A virtual environment with the packages, and their sources beside it. Returns its Python."""
    own = folder / "env/bin/python"
    if not own.exists():
        subprocess.run([python, "-m", "venv", str(folder / "env")], check=True)
        pins = [suite.pin for suite in SUITES]
        needs = [name for suite in SUITES for name in suite.needs]
        subprocess.run([own, "-m", "pip", "install", "-q", *TOOLS, *pins, *needs], check=True)
        download = [own, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", "-d", str(folder)]
        subprocess.run([*download, *pins], check=True)
        for archive in folder.glob("*.tar.gz"):
            with tarfile.open(archive) as file:
                file.extractall(folder, filter="data")
    return own.absolute()


def run(words, cwd):
    """What the suite prints, and the processor time in seconds."""
    with subprocess.Popen(words, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as started:
        text = started.stdout.read()
        _, _, usage = os.wait4(started.pid, 0)
        started.returncode = 0
    return text, usage.ru_utime + usage.ru_stime


def measure(arguments, python, suite, folder):
    """For without and with confirm: what was said; and what each pair of runs took, every other one in
    the other order."""
    counted = COUNTED if arguments.instructions else ()
    plain = [*counted, str(python), *suite.words]
    options = ["--witness"] if arguments.witness else []
    options += ["--stall-ms", "60000"] if arguments.instructions else []
    confirmed = [os.path.abspath(arguments.nostall), "confirm", "--output-file", os.devnull, *options, "--", *plain]
    said, pairs = (set(), set()), []
    for number in range(arguments.rounds):
        took = [0.0, 0.0]
        for which in (0, 1) if number % 2 == 0 else (1, 0):
            text, seconds = run((plain, confirmed)[which], folder)
            said[which].add(" ".join(RESULTS.findall(text)))
            took[which] = int(COUNT.search(text)[1]) / 1e6 if counted else seconds
        pairs.append(took)
    return [sorted(texts) for texts in said], pairs


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("nostall")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--witness", action="store_true")
    parser.add_argument("--instructions", action="store_true")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    python = prepare(arguments.folder, arguments.python)
    is_fine = True
    unit = "million instructions" if arguments.instructions else "CPU s"
    print(f"| suite | result | with confirm | {unit} | with confirm | more | half of the pairs |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for suite in SUITES:
        folder = arguments.folder / f"{suite.name}-{suite.version}"
        said, pairs = measure(arguments, python, suite, folder)
        plain, confirmed = (statistics.median(one) for one in zip(*pairs))
        ratios = [after / before - 1 for before, after in pairs]
        low, more, high = statistics.quantiles(ratios, n=4) if len(ratios) > 1 else ratios * 3
        is_fine &= more <= OVERHEAD_MAX and (said[0] == said[1] or arguments.instructions)
        texts = " | ".join("; ".join(texts) for texts in said)
        row = f"| {suite.pin} | {texts} | {plain:.2f} | {confirmed:.2f} | {more:+.1%} | {low:+.1%} to {high:+.1%} |"
        print(row, flush=True)
    return 0 if is_fine else 1


if __name__ == "__main__":
    sys.exit(main())
