"""Lays nostall's findings on the real packages beside those of ruff, flake8-async and pyright.

    peers.py [--cache DIR] [--nostall BIN] [--package NAME] [--peer NAME] [--jobs N] [--show N]

Needs the packages (run.py fetch), npm for pyright, and a Python as new as their syntax, for
flake8-async reads files with the `ast` module of the Python that runs it. Everything else lives in
DIR/peers: the peers, installed on first use and pinned below, and what they said, a file for each
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

import ast
import collections
import concurrent.futures
import csv
import fnmatch
import functools
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading

from run import HERE, measure, packages, parser, python_of

REQUIREMENTS = ["ruff==0.17.6", "flake8-async==26.8.1", "libcst==1.9.0"]
PYRIGHT = "pyright@1.1.414"
PYRIGHT_HEAP_MB = 3000

BLOCKING = "blocking"
TASK = "task"
AWAIT = "await"
CANCEL = "cancellation"
FAMILIES = {
    "nested-event-loop": BLOCKING,
    "orphaned-task": TASK,
    "unused-task-variable": TASK,
    "swallowed-cancellation": CANCEL,
    "cancellation-replaced": CANCEL,
    "suppressed-cancellation": CANCEL,
    "finally-discards-cancellation": CANCEL,
}
# The codes of the peers that speak of what nostall's families are about; others are counted apart.
# For pyright a dropped `gather(...)` and a dropped task are one.
PEER_FAMILIES = [
    (r"ASYNC2\d\d", {BLOCKING}),
    (r"RUF006|ASYNC300", {TASK}),
    (r"ASYNC10[34]", {CANCEL}),
    (r"ASYNC105|PLE1142|await-outside-async", {AWAIT}),
    (r"reportUnusedCallResult", {TASK, AWAIT}),
    (r"report.*", {AWAIT}),
]


def family_of_rule(rule):
    return BLOCKING if rule.startswith("blocking-") else FAMILIES.get(rule, AWAIT)


def families_of_code(code):
    return next((found for pattern, found in PEER_FAMILIES if re.fullmatch(pattern, code)), set())


# ---- The peers ----------------------------------------------------------------------------------


class Failure(Exception):
    """A peer came to no end, or ended in another way than with its findings."""


def output_of(command, cwd, limit_s, env=None):
    try:
        done = subprocess.run(
            command, cwd=cwd, env=env, capture_output=True, text=True, timeout=limit_s
        )
    except subprocess.TimeoutExpired:
        raise Failure(f"no end within {limit_s} s") from None
    if done.returncode not in (0, 1):
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise Failure(f"exit code {done.returncode}: {last}")
    return done.stdout


class Peer:
    """A program that is laid beside nostall. Findings are triples of file, line and code."""

    name = version = ""
    batch_kb = limit_s = 0

    def __init__(self, folder):
        self.folder = folder

    @property
    def program(self):
        return self.folder / "python" / "bin" / self.name

    def install(self):
        if not self.program.exists():
            command = [python_of(self.folder / "python"), "-m", "pip", "install", "--quiet"]
            subprocess.run([*command, *REQUIREMENTS], check=True)

    def wants(self, path):
        return path.suffix == ".py"


class Ruff(Peer):
    name, version = "ruff", "0.17.6"
    batch_kb, limit_s = 20_000, 300

    def findings(self, packages_dir, _package, files):
        command = [self.program, "check", "--isolated", "--preview", "--no-cache", "--exit-zero"]
        command += ["--ignore-noqa", "--select", "ASYNC,RUF006,PLE1142", "--output-format", "json"]
        for found in json.loads(output_of([*command, *files], packages_dir, self.limit_s)):
            path = pathlib.Path(found["filename"]).relative_to(packages_dir)
            yield str(path), found["location"]["row"], found["code"]


class Flake8Async(Peer):
    name, version = "flake8-async", "26.8.1"
    batch_kb, limit_s = 300, 240
    LINE = re.compile(r"^(.*?):(\d+):\d+: (ASYNC\d+)")

    def wants(self, path):
        return path.suffix == ".py" and b"async" in path.read_bytes()

    def findings(self, packages_dir, _package, files):
        command = [self.program, "--disable-noqa", *files]
        for line in output_of(command, packages_dir, self.limit_s).splitlines():
            if match := self.LINE.match(line):
                yield match[1], int(match[2]), match[3]


class Pyright(Peer):
    """What it knows of coroutines, tasks and futures, with the dependencies of a package absent."""

    name, version = "pyright", PYRIGHT.partition("@")[2]
    batch_kb, limit_s = 3000, 600
    # Its rules that concern us, and what their message says when they do.
    RULES = {
        "reportUnusedCoroutine": r"",
        "reportUnusedCallResult": r'of type "(CoroutineType|Task|Future)\[',
        "reportUnnecessaryComparison": r"coroutine|CoroutineType\[",
        "reportArgumentType": r'^Argument of type "(\([^"]*\) -> )?CoroutineType\[',
        "reportAttributeAccessIssue": r'class "CoroutineType\[',
        "reportGeneralTypeIssues": r'^"CoroutineType\[',
        "reportIndexIssue": r'type "CoroutineType\[',
        "reportOperatorIssue": r'types? "CoroutineType\[',
    }
    OUTSIDE = re.compile(r'"await" allowed only|Use of "async" not allowed')
    SETTINGS = {
        "typeCheckingMode": "off",
        "pythonVersion": "3.13",
        "pythonPlatform": "Linux",
        "exclude": [],
        "reportMissingImports": "none",
        "reportMissingModuleSource": "none",
        **dict.fromkeys(RULES, "error"),
    }

    @property
    def program(self):
        return self.folder / "node" / "node_modules" / ".bin" / "pyright"

    @property
    def empty_env(self):
        """An environment that has no package but pip."""
        return self.folder.parent / "pip"

    def install(self):
        python_of(self.empty_env)
        if not self.program.exists():
            command = ["npm", "install", "--loglevel=error", "--no-audit", "--no-fund"]
            subprocess.run([*command, "--prefix", self.folder / "node", PYRIGHT], check=True)

    def findings(self, packages_dir, package, files):
        env = os.environ | {"NODE_OPTIONS": f"--max-old-space-size={PYRIGHT_HEAP_MB}"}
        with tempfile.TemporaryDirectory() as project:
            to_packages = os.path.relpath(packages_dir, project)
            settings = self.SETTINGS | {
                "include": [f"{to_packages}/{path}" for path in files],
                "extraPaths": [f"{to_packages}/{package.folder}"],
            }
            pathlib.Path(project, "pyrightconfig.json").write_text(json.dumps(settings))
            command = [self.program, "--project", project, "--outputjson"]
            command += ["--pythonpath", python_of(self.empty_env)]
            out = output_of(command, packages_dir, self.limit_s, env)
        for found in json.loads(out)["generalDiagnostics"]:
            if code := self.code_of(found):
                path = pathlib.Path(found["file"]).relative_to(packages_dir)
                yield str(path), found["range"]["start"]["line"] + 1, code

    def code_of(self, found):
        rule, message = found.get("rule", ""), found["message"].splitlines()[0]
        if self.OUTSIDE.search(message):
            return "await-outside-async"
        return rule if rule in self.RULES and re.search(self.RULES[rule], message) else None


PEERS = {peer.name: peer for peer in (Ruff, Flake8Async, Pyright)}


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
        found = list(results.peer.findings(packages_dir, results.package, files))
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
    command = [nostall, "check", package.folder, "-o", "json-lines", *options]
    code, out, err, _ = measure(command, packages_dir, limit_s)
    if code not in (0, 1):
        sys.exit(f"{package.folder}: exit code {code}: {err}")
    return [json.loads(line) for line in out.splitlines()]


@functools.cache
def places_in(path):
    """For each line the start of the innermost statement and of the innermost handler around it."""
    statements, handlers = {}, {}
    try:
        tree = ast.parse(path.read_bytes())
    except (SyntaxError, ValueError):
        return statements, handlers
    for node in ast.walk(tree):
        into = handlers if isinstance(node, ast.ExceptHandler) else statements
        if isinstance(node, (ast.stmt, ast.ExceptHandler)):
            into.update(dict.fromkeys(range(node.lineno, node.end_lineno + 1), node.lineno))
    return statements, handlers


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
        statements, handlers = places_in(self.packages_dir / path)
        if family == CANCEL and row in handlers:
            return path, handlers[row], family
        return path, statements.get(row, row), family

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
