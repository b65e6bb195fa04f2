"""Lays nostall's findings on the real packages beside those of ruff, flake8-async and pyright.

    peers.py [--cache DIR] [--nostall BIN] [--package NAME] [--peer NAME] [--jobs N] [--show N]

Needs the packages (run.py fetch), npm for pyright, and a Python as new as their syntax, for
flake8-async reads files with the `ast` module of the Python that runs it. Everything else lives in
DIR/peers: the peers, installed on first use, and what they said, a file for each
peer and package. A peer gets the files of a package in batches; a batch that comes to no end or
makes the peer fail is halved until the file that did it stands alone. Every batch is written down
when it is done, so that a run that was interrupted goes on where it stopped.

A peer's finding and one of ours are the same when they stand in the same statement (the same
handler, where cancellation is concerned) and belong to the same family. The hops of our chains
count, for a peer stands at the primitive where nostall may stand at a caller. nostall runs three
times: as by default, with its strict preset, and with what it holds for less than certain.

peers.csv gives the reason for each finding of a peer that nostall does not have, by its place or by
a pattern of places and one for the text of the line. The run fails when a finding of ruff or
flake8-async has none.
"""

import collections
import concurrent.futures
import csv
import fnmatch
import json
import pathlib
import re
import sys
import threading

from run import HERE, measure, packages, parser
from support.peers import PEERS, Failure, families_of_code, family_of_rule, place_of

# ---- Running them -------------------------------------------------------------------------------


class Results:
    """What a peer said of a package: a line of JSON for each batch that is done."""

    def __init__(self, peer, package):
        self.peer, self.package = peer, package
        self.path = peer.folder / f"{peer.name}-{peer.version}" / f"{package.folder}.jsonl"
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.lock = threading.Lock()
        self.batches = []
        if self.path.exists():
            whole, end, half = self.path.read_text().rpartition("\n")
            self.batches = [json.loads(line) for line in whole.splitlines()]
            if half:
                self.path.write_text(whole + end)

    def add(self, **batch):
        with self.lock, self.path.open("a") as out:
            out.write(json.dumps(batch) + "\n")
            self.batches.append(batch)

    def files(self):
        return {path for batch in self.batches for path in batch["files"]}

    def findings(self):
        return sorted({tuple(found) for batch in self.batches for found in batch["findings"]})

    def given_up(self):
        return [(batch["files"][0], batch["why"]) for batch in self.batches if batch["why"]]

    def missing(self, packages_dir):
        """The files that are not done, in batches of neighbours."""
        done = self.files()
        size, batch = 0, []
        for path in sorted((packages_dir / self.package.folder).rglob("*.py")):
            name = str(path.relative_to(packages_dir))
            if name in done or not self.peer.wants(path):
                continue
            if batch and size + path.stat().st_size > 1000 * self.peer.batch_kb:
                yield batch
                size, batch = 0, []
            batch.append(name)
            size += path.stat().st_size
        if batch:
            yield batch


def examine(results, packages_dir, files):
    try:
        found = list(results.peer.findings(packages_dir, [results.package.folder], files))
    except Failure as failure:
        if len(files) == 1:
            results.add(files=files, findings=[], why=str(failure))
            return
        half = len(files) // 2
        examine(results, packages_dir, files[:half])
        examine(results, packages_dir, files[half:])
    else:
        results.add(files=files, findings=found, why=None)


def ask(peer, wanted, packages_dir, jobs):
    """All that a peer says of the packages. What it said before is not asked again."""
    said = [Results(peer, package) for package in wanted]
    if not jobs:
        return said
    batches = [(each, files) for each in said for files in each.missing(packages_dir)]
    if batches:
        peer.install()
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        waiting = [pool.submit(examine, each, packages_dir, files) for each, files in batches]
        for done, future in enumerate(concurrent.futures.as_completed(waiting), 1):
            future.result()
            print(f"{peer.name}: {done} of {len(batches)} batches", file=sys.stderr)
    return said


# ---- The comparison -----------------------------------------------------------------------------

LEVELS = {
    "default": ["--preset", "default"],
    "strict": ["--preset", "strict"],
    "less sure": ["--preset", "strict", "--min-confidence", "possible"],
}


def findings_of(nostall, packages_dir, package, options, limit_s):
    command = [nostall, "check", package.folder, "-o", "json-lines", "--no-environment", *options]
    code, out, err, _ = measure(command, packages_dir, limit_s)
    if code not in (0, 1):
        sys.exit(f"{package.folder}: exit code {code}: {err}")
    return [json.loads(line) for line in out.splitlines()]


def line_of(path, line):
    return path.read_text(errors="replace").splitlines()[line - 1]


class Reasons:
    """Why nostall does not have what a peer reports: the rows of peers.csv."""

    def __init__(self, peer, packages_dir):
        self.packages_dir = packages_dir
        with (HERE / "peers.csv").open(newline="") as rows:
            self.rows = [row for row in csv.DictReader(rows) if row["peer"] == peer.name]
        self.exact = {(row["code"], row["place"]): row["class"] for row in self.rows}

    def find(self, code, place):
        if reason := self.exact.get((code, place)):
            return reason
        path, _, line = place.rpartition(":")
        text = line_of(self.packages_dir / path, int(line))
        patterns = [row for row in self.rows if row["text"] and row["code"] == code]
        for row in patterns:
            if fnmatch.fnmatch(path, row["place"]) and re.search(row["text"], text):
                return row["class"]
        return None


class Comparison:
    """What one peer and nostall say of the packages."""

    def __init__(self, packages_dir, reasons):
        self.packages_dir = packages_dir
        self.reasons = reasons
        self.same = {level: collections.Counter() for level in LEVELS}
        self.total = collections.Counter()
        self.alone = collections.defaultdict(list)
        self.ours_alone = {level: [] for level in LEVELS}
        self.other_families = collections.Counter()
        self.given_up = []

    def place(self, path, row, family):
        return path, place_of(self.packages_dir / path, row, family), family

    def places_of(self, finding):
        """The places a finding of ours speaks of: its own and every hop of its chain."""
        family = family_of_rule(finding["rule"])
        for part in [finding, *finding["chain"]]:
            path = self.packages_dir / part["filename"]
            yield self.place(
                str(path.relative_to(self.packages_dir)), part["location"]["row"], family
            )

    def add(self, ours, results):
        said = results.findings()
        families = [(found, families_of_code(found[2])) for found in said]
        self.given_up += results.given_up()
        self.other_families.update(code for (_, _, code), known in families if not known)
        theirs = {
            (path, row, code): {self.place(path, row, family) for family in known}
            for (path, row, code), known in families
            if known
        }
        peer_places = set().union(*theirs.values())
        known_at = {
            level: {place for finding in found for place in self.places_of(finding)}
            for level, found in ours.items()
        }
        for (path, row, code), places in theirs.items():
            level = next((level for level in LEVELS if places & known_at[level]), None)
            self.total[code] += 1
            if level:
                self.same[level][code] += 1
            else:
                self.alone[code].append(f"{path}:{row}")
        for level, found in ours.items():
            self.ours_alone[level] += [
                finding for finding in found if peer_places.isdisjoint(self.places_of(finding))
            ]

    def without_reason(self):
        return [
            place
            for code, places in self.alone.items()
            for place in places
            if not self.reasons.find(code, place)
        ]

    def show(self, peer, places_shown):
        print(f"\n## {peer.name} {peer.version}\n")
        head = "".join(f"{level:>10}" for level in LEVELS)
        print(f"{'code':28}{'all':>6}{head}{'missing':>10}  reasons")
        for code in sorted(self.total):
            counts = "".join(f"{self.same[level][code]:10}" for level in LEVELS)
            alone = self.alone[code]
            why = collections.Counter(self.reasons.find(code, place) or "NONE" for place in alone)
            print(f"{code:28}{self.total[code]:6}{counts}{len(alone):10}  {words_of(why)}")
        counts = "".join(f"{self.same[level].total():10}" for level in LEVELS)
        alone = sum(map(len, self.alone.values()))
        print(f"{'all':28}{self.total.total():6}{counts}{alone:10}")
        for place in self.without_reason()[:places_shown]:
            print(f"    no reason: {place}")
        for path, why in self.given_up:
            print(f"    given up: {path}: {why}")
        print("other families:", words_of(self.other_families) or "none")


def words_of(counter):
    return ", ".join(f"{name} {count}" for name, count in counter.most_common())


WHERE = ["function", "method", "depth 1", "depth 2", "depth 3", "deeper"]
METHOD = re.compile(r"^(entering|leaving|iterating) |`[\w.]*\b_*[A-Z]\w*\.\w+`")


def where(finding):
    """How far from the finding the primitive is; next to it, whether a type had to be known."""
    depth = len(finding["chain"]) - 1
    if depth > 0:
        return WHERE[min(depth + 1, len(WHERE) - 1)]
    return "method" if METHOD.search(finding["message"]) else "function"


def show_ours(comparisons, level):
    """What no peer says: for the family that looks through calls, by where the primitive is."""
    alone = [each.ours_alone[level] for each in comparisons]
    in_all = set.intersection(*({f["fingerprint"] for f in found} for found in alone))
    found = [finding for finding in alone[0] if finding["fingerprint"] in in_all]
    counts = collections.Counter((finding["rule"], where(finding)) for finding in found)
    print(f"\n## nostall alone, {level}: {len(found)}\n")
    print(f"{'rule':32}" + "".join(f"{name:>10}" for name in WHERE))
    for rule in sorted({rule for rule, _ in counts}):
        print(f"{rule:32}" + "".join(f"{counts[rule, name] or '':>10}" for name in WHERE))


def main():
    arguments = parser()
    arguments.add_argument("--peer", action="append", choices=PEERS, default=[])
    arguments.add_argument(
        "--jobs", type=int, default=2, help="peers that run at a time; 0: ask nothing new"
    )
    arguments.add_argument("--show", type=int, default=20, help="places without a reason to print")
    options = arguments.parse_args()
    packages_dir = (options.cache / "packages").resolve()
    wanted = packages(options.package)
    peers = [PEERS[name](options.cache.resolve() / "peers") for name in options.peer or PEERS]
    said = {peer.name: ask(peer, wanted, packages_dir, options.jobs) for peer in peers}
    comparisons = {
        peer.name: Comparison(packages_dir, Reasons(peer, packages_dir)) for peer in peers
    }
    for i, package in enumerate(wanted):
        ours = {
            level: findings_of(
                options.nostall.resolve(), packages_dir, package, extra, options.limit
            )
            for level, extra in LEVELS.items()
        }
        for name, comparison in comparisons.items():
            comparison.add(ours, said[name][i])
    for peer in peers:
        comparisons[peer.name].show(peer, options.show)
    for level in LEVELS:
        show_ours(list(comparisons.values()), level)
    linters = [comparison for name, comparison in comparisons.items() if name != "pyright"]
    return 1 if any(comparison.without_reason() for comparison in linters) else 0


if __name__ == "__main__":
    sys.exit(main())
