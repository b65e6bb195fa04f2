"""Verifies everything again and again: tools, repeats, load. For docs/verification.md.

    verify_matrix.py NOSTALL [--python EXE]... [--cc COMMAND]... [--language python|c]
                     [--repeats N] [--loaded N] [--starved N] [--jobs N]

The rules with our Pythons; the rules, and the C examples of tests/verify/c, with our compilers. Prints a table: how
long it took, how many proofs there were of each verdict, and whether the facts were those that were
recorded. Exits with 1 on any false outcome: a rule that is refuted, one that is inconclusive on an idle
machine, or facts that differ from those that were recorded, with RECORDED_SINCE or a newer Python.
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


def recorded(pattern):
    """(rule, language) -> the facts that stand beside its proof."""
    facts = {}
    for file in ROOT.glob(pattern):
        proof = json.loads((file.parent / "proof.json").read_text(encoding="utf-8"))
        one = json.loads(file.read_text(encoding="utf-8"))
        for single in one if isinstance(one, list) else [one]:
            language = single.get("language") or proof["language"]
            facts[file.parent.name, language] = single["facts"]
    return facts


class Subject:
    """What is verified, and with which kind of tool: the rules, or the corpus in C."""

    def __init__(self, what, language):
        self.what, self.language = what, language
        self.option = {"python": "--python", "c": "--cc"}[language]
        self.words = ["--language", language]
        if what == "corpus":
            self.words += ["--rules-dir", str(ROOT / "tests/verify/c")]
        self.facts = recorded("tests/verify/c/*/evidence.json" if what == "corpus" else "rules/*/*/evidence.json")

    def is_recorded(self, tool):
        version = tool.split()[1].split(".")[:2]
        return self.option == "--cc" or tuple(map(int, version)) >= RECORDED_SINCE

    def differing(self, result):
        """Rules with other facts than the recorded ones; installed packages have facts of their own."""
        for one in result["rules"]:
            sides = {side: one[side]["evidence"] for side in ("bad", "good")}
            if one["verdict"] == "proven" and not sides["bad"]["packages"]:
                facts = {side: evidence["facts"] for side, evidence in sides.items()}
                if facts != self.facts[one["rule"], one["language"]]:
                    yield one["rule"]


@contextlib.contextmanager
def load(count):
    """So many processes that do nothing but compute."""
    busy = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(count)]
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.wait()


class Table:
    def __init__(self, nostall, jobs):
        self.command = [nostall, "verify", "-o", "json", "--jobs", str(jobs)]
        self.is_fine = True

    def verify(self, subject, tool, words, nice):
        before = ["nice", "-n", str(nice)] if nice else []
        command = [*before, *self.command, *subject.words, subject.option, tool, *words]
        return json.loads(subprocess.run(command, capture_output=True, check=False).stdout)

    def count(self, result, verdicts, allows):
        """Counts verdicts, and returns how many rules were run again."""
        retried = 0
        for one in result["rules"]:
            verdicts[one["verdict"]] += 1
            retried += one["bad"]["attempts"] > 1 or one["good"]["attempts"] > 1
            is_lacking = one["verdict"] == "unavailable" and one["reason"].startswith("needs ")
            if one["verdict"] not in allows and not is_lacking:
                self.is_fine = False
                print(f"  {one['rule']}: {one['verdict']}: {one['reason']}", file=sys.stderr)
        return retried

    def row(self, how, subject, tool, repeats, *words, allows=("proven",), nice=0):
        verdicts, other, seconds, retried = collections.Counter(), set(), [], 0
        for _ in range(repeats):
            result = self.verify(subject, tool, words, nice)
            seconds.append(result["elapsed_ms"] / 1000)
            retried += self.count(result, verdicts, allows)
            other |= set(subject.differing(result)) if words == () else set()
        if repeats == 0:
            return
        name = result["tools"][0]["name"]
        self.is_fine = self.is_fine and not (other and subject.is_recorded(name))
        told = ", ".join(f"{count} {verdict}" for verdict, count in sorted(verdicts.items()))
        spread = f"{min(seconds):.1f} to {max(seconds):.1f} s"
        same = "yes" if not other else "no: " + ", ".join(sorted(other))
        print(f"| {how} | {subject.what} | {name} | {repeats} | {told} | {retried} | {same} | {spread} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("nostall", type=os.path.abspath)
    parser.add_argument("--python", action="append")
    parser.add_argument("--cc", action="append")
    parser.add_argument("--language", choices=["python", "c"])
    parser.add_argument("--repeats", type=int, default=1)
    parser.add_argument("--loaded", type=int, default=0)
    parser.add_argument("--starved", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=0)
    options = parser.parse_args()
    table = Table(options.nostall, options.jobs)
    tools = {"python": options.python or ["python3"], "c": options.cc or ["cc"]}
    kinds = [Subject("rules", "python"), Subject("rules", "c"), Subject("corpus", "c")]
    subjects = [(kind, tools[kind.language]) for kind in kinds if options.language in (None, kind.language)]
    print("| how | what | with | runs | verdicts | run again | same facts | each took |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for subject, names in subjects:
        for name in names:
            table.row("idle", subject, name, options.repeats)
        table.row("swapped", subject, names[0], 1, "--swap", allows=("refuted",))
    under_load = ("proven", "inconclusive")
    for subject, names in subjects:
        with load(4 * (os.cpu_count() or 1) if options.loaded else 0):
            table.row("loaded", subject, names[0], options.loaded, allows=under_load)
        with load(12 if options.starved else 0):
            table.row("starved", subject, names[0], options.starved, allows=under_load, nice=10)
    return 0 if table.is_fine else 1


if __name__ == "__main__":
    sys.exit(main())
