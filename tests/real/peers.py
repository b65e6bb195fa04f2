"""Lays nostall's findings on the real packages beside those of ruff, flake8-async and pyright.

    peers.py [--nostall BIN] [--package NAME] [--show N]

Needs the packages (run.py fetch). The peers are installed by pip, pinned, into an environment in the
cache. A finding of theirs and one of ours are the same when they stand in the same file on the same
line and belong to the same family; the hops of nostall's chains count too, for a peer stands at the
primitive, nostall may stand at a caller. nostall runs with its strict preset, as the peers report
calls that cost one local system call. Prints what both say and what each alone does, by code.
"""

import collections
import json
import pathlib
import re
import subprocess
import sys

from run import findings_of, packages, parser, python_of

PINS = {"ruff": "0.17.6", "flake8-async": "26.8.1", "pyright": "1.1.414"}
BLOCKING = "blocking"
TASK = "task"
AWAIT = "await"
CANCEL = "cancellation"
FAMILIES = {
    "orphaned-task": TASK,
    "unused-task-variable": TASK,
    "swallowed-cancellation": CANCEL,
    "cancellation-replaced": CANCEL,
    "suppressed-cancellation": CANCEL,
    "finally-discards-cancellation": CANCEL,
}
# The codes of the peers that speak of what nostall's families are about; others are counted apart.
PEER_FAMILIES = [
    (r"ASYNC2\d\d", BLOCKING),
    (r"RUF006|ASYNC300", TASK),
    (r"ASYNC10[34]", CANCEL),
    (r"ASYNC105|PLE1142|reportUnusedCoroutine|await-outside-async", AWAIT),
]
# flake8-async reports the statement that leaves a handler, nostall the handler: lines to look up.
HANDLER_LINES = {"ASYNC104": 12}
FLAKE8 = re.compile(r"^(.*?):(\d+):\d+: (ASYNC\d+)")
PYRIGHT_SETTINGS = {
    "typeCheckingMode": "off",
    "reportUnusedCoroutine": "error",
    "reportMissingImports": "none",
    "reportMissingModuleSource": "none",
}


def family_of_rule(rule):
    if rule.startswith("blocking-") or rule == "nested-event-loop":
        return BLOCKING
    return FAMILIES.get(rule, AWAIT)


def family_of_code(code):
    return next((family for pattern, family in PEER_FAMILIES if re.fullmatch(pattern, code)), None)


def tool(cache, name):
    """The program of a peer, installed on first use."""
    python = python_of(cache / "peers")
    program = python.parent / name
    if not program.exists():
        pins = [f"{peer}=={version}" for peer, version in PINS.items()]
        subprocess.run([python, "-m", "pip", "install", "--quiet", *pins], check=True)
    return program


def output_of(command, cwd, limit_s=1800):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=limit_s)
    return done.stdout


def ruff(cache, packages_dir, package):
    command = [tool(cache, "ruff"), "check", "--isolated", "--preview", "--no-cache", "--exit-zero"]
    command += ["--ignore-noqa", "--select", "ASYNC,RUF006,PLE1142", "--output-format", "json"]
    for finding in json.loads(output_of([*command, package.folder], packages_dir)):
        path = pathlib.Path(finding["filename"]).relative_to(packages_dir)
        yield str(path), finding["location"]["row"], finding["code"]


def flake8_async(cache, packages_dir, package):
    paths = (packages_dir / package.folder).rglob("*.py")
    paths = (path for path in paths if b"async" in path.read_bytes())
    files = sorted(str(path.relative_to(packages_dir)) for path in paths)
    if not files:
        return
    command = [tool(cache, "flake8-async"), "--disable-noqa", *files]
    for line in output_of(command, packages_dir).splitlines():
        match = FLAKE8.match(line)
        if match:
            yield match[1], int(match[2]), match[3]


def pyright(cache, packages_dir, package):
    settings = cache / "pyrightconfig.json"
    settings.write_text(json.dumps(PYRIGHT_SETTINGS))
    command = [tool(cache, "pyright"), "-p", settings, "--outputjson", package.folder]
    for finding in json.loads(output_of(command, packages_dir))["generalDiagnostics"]:
        code = finding.get("rule", "")
        if '"await" allowed only' in finding["message"]:
            code = "await-outside-async"
        if code in ("reportUnusedCoroutine", "await-outside-async"):
            path = pathlib.Path(finding["file"]).relative_to(packages_dir)
            yield str(path), finding["range"]["start"]["line"] + 1, code


PEERS = {"ruff": ruff, "flake8-async": flake8_async, "pyright": pyright}


def places(finding, packages_dir):
    """The lines a finding of ours speaks of: where it stands, and every hop of its chain."""
    for part in [finding, *finding["chain"]]:
        path = pathlib.Path(part["filename"])
        if path.is_absolute():
            path = path.relative_to(packages_dir)
        yield str(path), part["location"]["row"]


class Comparison:
    """What one peer and nostall say of the packages."""

    def __init__(self):
        self.both = collections.Counter()
        self.peer_alone = collections.defaultdict(list)
        self.ours_alone = collections.Counter()
        self.other_families = collections.Counter()

    def add(self, ours, theirs, packages_dir):
        known = {}
        for finding in ours:
            for place in places(finding, packages_dir):
                known.setdefault((*place, family_of_rule(finding["rule"])), []).append(finding)
        matched = set()
        for path, row, code in sorted(set(theirs)):
            family = family_of_code(code)
            rows = range(row, max(0, row - 1 - HANDLER_LINES.get(code, 0)), -1)
            same = next((known[path, r, family] for r in rows if (path, r, family) in known), None)
            if family is None:
                self.other_families[code] += 1
            elif same:
                self.both[code] += 1
                matched.update(id(finding) for finding in same)
            else:
                self.peer_alone[code].append(f"{path}:{row}")
        self.ours_alone.update(f["rule"] for f in ours if id(f) not in matched)

    def show(self, name, places_shown):
        print(f"\n## {name}")
        codes = sorted({*self.both, *self.peer_alone})
        for code in codes:
            alone = self.peer_alone[code]
            print(f"{code:24} both {self.both[code]:4}   {name} alone {len(alone):4}")
            for place in alone[:places_shown]:
                print(f"    {place}")
        print("other families:", dict(self.other_families.most_common()))
        print("nostall alone:", dict(self.ours_alone.most_common()))


def main():
    arguments = parser()
    arguments.add_argument("--peer", action="append", choices=PEERS, default=[])
    arguments.add_argument("--show", type=int, default=5, help="places to print a code")
    options = arguments.parse_args()
    cache = options.cache.resolve()
    packages_dir = cache / "packages"
    comparisons = {name: Comparison() for name in options.peer or PEERS}
    for package in packages(options.package):
        ours, _, wrong = findings_of(
            options.nostall.resolve(), packages_dir, package, options.limit, preset="strict"
        )
        if wrong:
            sys.exit(f"{package.folder}: {wrong}")
        for name, comparison in comparisons.items():
            try:
                theirs = list(PEERS[name](cache, packages_dir, package))
            except subprocess.TimeoutExpired:
                print(f"{name} came to no end on {package.folder}")
                continue
            comparison.add(ours, theirs, packages_dir)
    for name, comparison in comparisons.items():
        comparison.show(name, options.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
