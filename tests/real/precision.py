"""How many of nostall's findings are right, by the readings of ledger.csv.

    precision.py [--list unseen.txt …] [--nostall BIN]    of what is shown today, by rule, by package and by list
    precision.py --sample 18 [--sample 19 …]              of a sample as it was drawn, by rule and by package

The packages must be there (run.py fetch). Of a place that was read twice the later reading counts. What is
shown and has no reading is counted beside, as is what has one and is less sure now. --wrong names the
findings that are wrong.
"""

import collections
import csv
import sys

import run

VERDICTS = ("right", "arguable", "wrong")


def readings(samples=()):
    """(package, fingerprint) -> the last row about it, of all samples or of some."""
    with open(run.HERE / "ledger.csv", newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if not samples or row["sample"] in samples]
    return {(row["package"], row["fingerprint"]): row for row in rows}


class Table:
    """Counts of verdicts by some key, with what is shown."""

    def __init__(self, title):
        self.title = title
        self.counts = collections.defaultdict(collections.Counter)

    def add(self, key, verdict):
        for at in (key, "all"):
            self.counts[at]["shown"] += 1
            self.counts[at][verdict] += 1

    def print(self):
        print(f"\n| {self.title} | findings | read | right | arguable | wrong | right of read | right or arguable |")
        print("| --- | --: | --: | --: | --: | --: | --: | --: |")
        last = {"all": 1}
        order = sorted(self.counts, key=lambda key: (last.get(key, 0), -self.counts[key]["shown"], key))
        for key in order:
            count = self.counts[key]
            read = sum(count[verdict] for verdict in VERDICTS)
            true = count["right"] + count["arguable"]
            shares = [f"{100 * part / read:.0f} %" if read else "" for part in (count["right"], true)]
            cells = [key, count["shown"], read, *(count[verdict] for verdict in VERDICTS), *shares]
            print("| " + " | ".join(map(str, cells)) + " |")


def shown_today(options):
    """(package, rule, confidence, reading or None) of each finding, with what is less sure."""
    known = readings()
    less_sure = ["--min-confidence", "probable"]
    for package in run.packages(options.package, options.list):
        found, _, wrong = run.findings_of(options.nostall, options.cache / "packages", package.folder,
                                          options.limit, extra=less_sure)
        if wrong:
            sys.exit(f"{package.folder}: {wrong}")
        for finding in found:
            row = known.get((package.folder, finding["fingerprint"]))
            yield package.folder, finding["rule"], finding["confidence"], row


def lists_of(options):
    """The list that pins each package."""
    files = options.list or ["packages.txt"]
    return {package.folder: file for file in files for package in run.packages(pinned=[file])}


def print_classes(title, rows):
    classes = collections.Counter(row["class"] or "other" for row in rows)
    if classes:
        print(f"\n{title}: " + ", ".join(f"{name} {count}" for name, count in classes.most_common()))


def main():
    arguments = run.parser()
    arguments.add_argument("--sample", action="append", default=[], help="as drawn; repeatable")
    arguments.add_argument("--wrong", action="store_true", help="name the wrong ones")
    options = arguments.parse_args()
    options.cache, options.nostall = options.cache.resolve(), options.nostall.resolve()
    if options.sample:
        found = [(row["package"], row["rule"], row["confidence"], row) for row in readings(options.sample).values()]
    else:
        found = list(shown_today(options))
    pinned_by = lists_of(options)
    tables = {"resolved": [Table("rule"), Table("package"), Table("list")], "probable": [Table("rule, probable")]}
    for package, rule, confidence, row in found:
        if confidence == "probable" and not row:
            continue  # of these only some were ever read
        for table, key in zip(tables[confidence], (rule, package, pinned_by.get(package, "other"))):
            table.add(key, row["verdict"] if row else "unread")
    for table in [*tables["resolved"], *tables["probable"]]:
        if table.counts:
            table.print()
    sure = [row for _, _, confidence, row in found if row and confidence == "resolved"]
    for verdict in VERDICTS[1:]:
        print_classes(verdict, [row for row in sure if row["verdict"] == verdict])
    for row in sure if options.wrong else []:
        if row["verdict"] == "wrong":
            print(f"{row['package']} {row['place']} {row['rule']}: {row['reason']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
