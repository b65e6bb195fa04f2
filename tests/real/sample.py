"""Draws findings at random for reading by hand: of each rule as many as its share, and some at least.

    sample.py --list unseen.txt --seed 5 --count 150    what was drawn, with every hop and its code

The same findings and the same seed give the same sample. Places that ledger.csv has already are left
out as long as a rule has others.
"""

import collections
import csv
import linecache
import random
import sys

import run

def findings(options):
    """What nostall says of the packages today, by rule, each with its package."""
    packages_dir = options.cache / "packages"
    by_rule = collections.defaultdict(list)
    for package in run.packages(options.package, options.list):
        found, _, wrong = run.findings_of(
            options.nostall, packages_dir, package.folder, options.limit
        )
        if wrong:
            sys.exit(f"{package.folder}: {wrong}")
        for finding in found:
            by_rule[finding["rule"]].append((package, finding))
    return by_rule


def readings():
    """The fingerprints that have a reading, by package."""
    with open(run.HERE / "ledger.csv", newline="") as file:
        return {(row["package"], row["fingerprint"]) for row in csv.DictReader(file)}


def draw(by_rule, read, options):
    """As many of each rule as its share of all, those without a reading first."""
    chance = random.Random(options.seed)
    total = sum(len(found) for found in by_rule.values())
    drawn = []
    for _, found in sorted(by_rule.items()):
        wanted = max(options.least, round(options.count * len(found) / total))
        wanted = min(wanted, len(found))
        fresh = [one for one in found if (one[0].folder, one[1]["fingerprint"]) not in read]
        drawn += chance.sample(fresh, min(wanted, len(fresh)))
        known = [one for one in found if one not in fresh]
        drawn += chance.sample(known, max(0, wanted - len(fresh)))
    return drawn


def code(filename, row, before, after):
    lines = (f"{'>' if at == row else ' '}{at:6} {linecache.getline(filename, at).rstrip()[:120]}"
             for at in range(max(1, row - before), row + after + 1))
    return "\n".join(lines)


def show(number, package, finding, packages_dir):
    """One finding as a reader needs it: what is said, and each hop with the code around it."""
    base = packages_dir / package.folder

    def place(at):
        path = at["filename"].removeprefix(f"{base}/").removeprefix(f"{package.folder}/")
        return f"{path}:{at['location']['row']}"

    print(f"\n## {number} {finding['fingerprint']} {package.folder} {finding['rule']} {place(finding)}")
    print(finding["message"])
    hops = finding["chain"] or [finding]
    for hop in hops:
        path = packages_dir / hop["filename"]
        print(f"-- {place(hop)}: {hop['message']}")
        print(code(str(path), hop["location"]["row"], 12 if hop is hops[0] else 5, 6))


def main():
    arguments = run.parser()
    arguments.add_argument("--seed", type=int, required=True)
    arguments.add_argument("--count", type=int, default=150)
    arguments.add_argument("--least", type=int, default=4, help="of each rule")
    options = arguments.parse_args()
    options.cache, options.nostall = options.cache.resolve(), options.nostall.resolve()
    drawn = draw(findings(options), readings(), options)
    for number, (package, finding) in enumerate(drawn):
        show(number, package, finding, options.cache / "packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
