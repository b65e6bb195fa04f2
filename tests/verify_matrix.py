"""Verifies all rules again and again: interpreters, repeats, load. For docs/verification.md.

    verify_matrix.py NOSTALL [--python EXE]... [--repeats N] [--loaded N] [--starved N]

Prints a table: how long it took, how many proofs there were of each verdict, and whether the facts
were those that were recorded. Exits with 1 on any false outcome: a rule that is refuted, one that is
inconclusive on an idle machine, or facts that differ from those that were recorded, with
RECORDED_SINCE or a newer Python.
"""

import argparse
import collections
import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUSY = "while True: pass"
RECORDED_SINCE = (3, 10)  # older versions name other lines


def recorded():
    """Rule -> the facts in its folder."""
    files = ROOT.glob("rules/*/*/evidence.json")
    return {file.parent.name: json.loads(file.read_text(encoding="utf-8"))["facts"] for file in files}


@contextlib.contextmanager
def load(count, *before):
    """So many processes that do nothing but compute."""
    busy = [subprocess.Popen([*before, sys.executable, "-c", BUSY]) for _ in range(count)]
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.wait()


def verify(nostall, python, *words, nice=0):
    command = [nostall, "verify", "-o", "json", "--python", python, *words]
    before = ["nice", "-n", str(nice)] if nice else []
    ran = subprocess.run([*before, *command], capture_output=True, check=False)
    return json.loads(ran.stdout)


def differing(result, facts):
    """Rules with other facts than the recorded ones; installed packages have facts of their own."""
    for one in result["rules"]:
        sides = {side: one[side]["evidence"] for side in ("bad", "good")}
        if one["verdict"] == "proven" and not sides["bad"]["packages"]:
            if {side: evidence["facts"] for side, evidence in sides.items()} != facts[one["rule"]]:
                yield one["rule"]


class Table:
    def __init__(self, nostall):
        self.nostall, self.facts, self.is_fine = nostall, recorded(), True

    def row(self, name, python, repeats, *words, allows=("proven",), nice=0):
        verdicts, other, seconds, retried = collections.Counter(), set(), [], 0
        for _ in range(repeats):
            result = verify(self.nostall, python, *words, nice=nice)
            seconds.append(result["elapsed_ms"] / 1000)
            for one in result["rules"]:
                verdicts[one["verdict"]] += 1
                retried += one["bad"]["attempts"] > 1 or one["good"]["attempts"] > 1
                is_old = one["verdict"] == "unavailable" and one["reason"].startswith("needs Python")
                if one["verdict"] not in allows and not is_old:
                    self.is_fine = False
                    print(f"  {one['rule']}: {one['verdict']}: {one['reason']}", file=sys.stderr)
            other |= set(differing(result, self.facts)) if words == () else set()
        version = tuple(map(int, result["tool"].split()[1].split(".")[:2]))
        self.is_fine = self.is_fine and not (other and version >= RECORDED_SINCE)
        told = ", ".join(f"{count} {verdict}" for verdict, count in sorted(verdicts.items()))
        spread = f"{min(seconds):.1f} to {max(seconds):.1f} s"
        same = "yes" if not other else "no: " + ", ".join(sorted(other))
        print(f"| {name} | {result['tool']} | {repeats} | {told} | {retried} | {same} | {spread} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("nostall", type=os.path.abspath)
    parser.add_argument("--python", action="append")
    parser.add_argument("--repeats", type=int, default=1)
    parser.add_argument("--loaded", type=int, default=0)
    parser.add_argument("--starved", type=int, default=0)
    options = parser.parse_args()
    pythons = options.python or ["python3"]
    table = Table(options.nostall)
    print("| how | interpreter | runs | verdicts | run again | same facts | each took |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for python in pythons:
        table.row("idle", python, options.repeats)
    others = ("refuted", "inconclusive")
    table.row("swapped", pythons[0], 1, "--swap", allows=others)
    if options.loaded:
        with load(4 * (os.cpu_count() or 1)):
            table.row("loaded", pythons[0], options.loaded, allows=("proven", "inconclusive"))
    if options.starved:
        with load(12):
            allowed = ("proven", "inconclusive")
            table.row("starved", pythons[0], options.starved, allows=allowed, nice=10)
    return 0 if table.is_fine else 1


if __name__ == "__main__":
    sys.exit(main())
