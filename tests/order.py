#!/usr/bin/env python3
"""Holds nostall against itself with modules and functions looked at in other orders: what is found must not depend on
who asks first, or a file that comes to a project would change what is said of others.

    order.py NOSTALL NOSTALL_SHUFFLED [--orders N]              each topic of fixtures/ as one project, then all of them
    order.py NOSTALL NOSTALL_SHUFFLED [--orders N] FOLDER...    real projects, such as tests/real/ unpacks

Compared is where each finding stands, its rule, its confidence and its tier. Which of several ways of the same length
a chain shows is the first that was met, and may differ. Prints what is not said in all orders; exit 1 when something is.
"""

import argparse
import collections
import json
import os
import subprocess
import sys
from multiprocessing.pool import ThreadPool
from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
WIDE = ["--no-environment", "--no-cache", "--isolated", "--exit-zero", "--select", "ALL", "--preset", "strict",
        "--min-confidence", "possible", "--output-format", "json-lines", "--jobs", "1"]


def said(program, folder, seed):
    ran = subprocess.run([program, "check", ".", *WIDE], cwd=folder, capture_output=True, check=False,
                         env={**os.environ, "SHUFFLE": str(seed)})
    if ran.returncode != 0:
        raise SystemExit(f"{program}: {folder}: ended with {ran.returncode}\n{ran.stderr.decode(errors='replace')}")
    findings = map(json.loads, ran.stdout.splitlines())
    return {(finding["filename"], finding["location"]["row"], finding["location"]["column"], finding["rule"],
             finding["confidence"], finding["tier"]) for finding in findings}


def compare(options, folder):
    """How many findings there are, and those that are not said in all orders."""
    counts = collections.Counter(said(options.nostall, folder, 0))
    for seed in range(1, options.orders + 1):
        counts.update(said(options.shuffled, folder, seed))
    return len(counts), [
        f"{folder.name}: {Path(name).relative_to(folder)}:{row}:{column} {rule}, {confidence}, tier {tier}: "
        f"in {count} of {options.orders + 1} orders"
        for (name, row, column, rule, confidence, tier), count in sorted(counts.items()) if count <= options.orders]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("nostall", type=lambda path: Path(path).resolve())
    parser.add_argument("shuffled", type=lambda path: Path(path).resolve())
    parser.add_argument("folder", nargs="*", type=lambda path: Path(path).resolve())
    parser.add_argument("--orders", type=int, default=2, help="besides the usual one")
    options = parser.parse_args()
    topics = [folder for folder in sorted(FIXTURES.iterdir()) if folder.is_dir()] + [FIXTURES]
    folders = options.folder or topics
    with ThreadPool() as pool:
        results = pool.map(lambda folder: compare(options, folder), folders)
    wrong = [line for _, lines in results for line in lines]
    print(*wrong, sep="\n", end="\n" if wrong else "")
    total = sum(count for count, _ in results)
    print(f"{total} findings in {len(folders)} projects, {len(wrong)} not in all of {options.orders + 1} orders")
    return 1 if wrong or total == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
