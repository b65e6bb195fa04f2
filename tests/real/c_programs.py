"""Tries nostall on real C programs: source packages of Debian, pinned in c_programs.toml.

    c_programs.py needs           the packages with headers that are missing here
    c_programs.py fetch           download the sources, hashes checked, and build their compile databases
    c_programs.py check           findings and CPU time per program
    c_programs.py precision       what of the readings in c_ledger.csv is shown, and how much of it is right

State lives in a folder outside the source tree (--cache): apt's lists of source packages too, so that
nothing of the system changes. A program fails the run for the same reasons as a package in run.py.
"""

import collections
import csv
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tomllib

import run

HERE = pathlib.Path(__file__).resolve().parent
CONFIDENCES = ("resolved", "probable", "possible")


class Program:
    """One table of c_programs.toml."""

    def __init__(self, table):
        self.name, self.version, self.dsc = table["name"], table["version"], table["dsc"]
        self.loop, self.kind, self.needs = table["loop"], table["kind"], table["needs"]
        self.build, self.leave_out = table["build"], table.get("leave_out", [])

    @property
    def folder(self):
        return f"{self.name}-{self.version.split(':')[-1]}"


def programs(only=()):
    """The pinned programs that are not only timed, or those that are named."""
    tables = tomllib.loads((HERE / "c_programs.toml").read_text())["program"]
    return [Program(table) for table in tables
            if (table["name"] in only if only else not table.get("timed", False))]


# ---- Sources ------------------------------------------------------------------------------------


def release_name():
    """The name of the Debian release that runs here."""
    text = pathlib.Path("/etc/os-release").read_text()
    return re.search(r"^VERSION_CODENAME=(\S+)", text, re.M).group(1)


def source_lines():
    """The system's own Debian archives, as archives of source packages."""
    release = release_name()
    folder = pathlib.Path("/etc/apt")
    files = [folder / "sources.list", *sorted((folder / "sources.list.d").iterdir())]
    for path in (path for path in files if path.is_file()):
        text = path.read_text()
        if path.suffix == ".list":
            text = re.sub(r"^deb(-src)? ", "deb-src ", text, flags=re.M)
            yield from (line for line in text.splitlines() if f" {release}" in line)
        elif path.suffix == ".sources":
            for stanza in re.split(r"\n\s*\n", text):
                if re.search(rf"^Suites:.*(?<!\S){release}", stanza, re.M):
                    yield re.sub(r"^Types:.*", "Types: deb-src", stanza.strip("\n"), flags=re.M)


def apt_options(cache):
    """Makes apt work on lists of its own, below the cache."""
    folder = cache / "apt"
    (folder / "parts").mkdir(parents=True, exist_ok=True)
    (folder / "lists" / "partial").mkdir(parents=True, exist_ok=True)
    lines = list(source_lines())
    one_line = [line for line in lines if line.startswith("deb-src ")]
    stanzas = [line for line in lines if not line.startswith("deb-src ")]
    (folder / "parts" / "a.list").write_text("".join(line + "\n" for line in one_line))
    (folder / "parts" / "b.sources").write_text("\n\n".join(stanzas) + "\n")
    settings = {
        "Dir::Etc::SourceList": "/dev/null",
        "Dir::Etc::SourceParts": folder / "parts",
        "Dir::State::Lists": folder / "lists",
        "Dir::Cache::pkgcache": "",
        "Dir::Cache::srcpkgcache": "",
        "APT::Sandbox::User": "root",
    }
    return [part for key, value in settings.items() for part in ("-o", f"{key}={value}")]


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def download(cache, program, options):
    """Downloads one source package; dpkg-source checks its archives against the .dsc, we that."""
    folder = cache / "sources" / program.name
    folder.mkdir(parents=True, exist_ok=True)
    command = ["apt-get", *options, "source", "--download-only", "--only-source", "-qq"]
    subprocess.run([*command, f"{program.name}={program.version}"], cwd=folder, check=True)
    version = program.version.split(":")[-1]
    dsc = folder / f"{program.name}_{version}.dsc"
    if sha256(dsc) != program.dsc:
        sys.exit(f"{dsc.name} is not the one that is pinned")
    return dsc


def unpack(dsc, target):
    """Unpacks and patches; that nobody's key is known here does not matter, the hash is pinned."""
    command = ["dpkg-source", "--no-copy", "-x", dsc, target]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{dsc.name}: {done.stderr}")


# ---- Compile databases --------------------------------------------------------------------------


def build(folder, program, jobs):
    """Runs the recipe with a compiler that records; the log stays beside the sources."""
    record = folder.with_name(folder.name + ".jsonl")
    record.unlink(missing_ok=True)
    environment = {
        **os.environ,
        "CC": str(HERE / "c_record.py"),
        "RECORD_FILE": str(record),
        "CFLAGS": "-O0 -w",
        "MAKEFLAGS": f"-j{jobs}",
    }
    with open(folder.with_name(folder.name + ".log"), "w", encoding="utf-8") as log:
        for step in program.build:
            done = subprocess.run(
                step, shell=True, cwd=folder, env=environment, stdout=log, stderr=log, check=False
            )
            if done.returncode != 0:
                sys.exit(f"{program.name}: `{step}` failed, see {log.name}")
    return record


def is_ours(path, folder, program):
    """Whether a compiled file belongs to the program: no probe of configure, nothing bundled."""
    if not path.exists() or not path.is_relative_to(folder):
        return False
    parts = path.relative_to(folder).parts
    return not any(part in program.leave_out for part in parts)


def write_database(folder, record, program):
    """Keeps the first command of each file; several runs of one recipe give the same bytes."""
    commands = {}
    entries = [json.loads(line) for line in record.read_text().splitlines()]
    for entry in sorted(entries, key=lambda entry: (entry["file"], entry["arguments"])):
        path = pathlib.Path(entry["directory"], entry["file"]).resolve()
        if is_ours(path, folder, program):
            commands.setdefault(path, entry)
    if not commands:
        sys.exit(f"{program.name}: nothing was compiled")
    text = json.dumps([commands[path] for path in sorted(commands)], indent=1)
    (folder / "compile_commands.json").write_text(text + "\n")


def missing_packages(wanted):
    needs = sorted({need for program in wanted for need in program.needs} | {"dpkg-dev"})
    query = ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n"]
    out = subprocess.run(query, capture_output=True, text=True, check=True).stdout
    there = {line.split()[0] for line in out.splitlines() if line.endswith(" installed")}
    return [need for need in needs if need not in there]


def fetch_one(cache, program, options, jobs):
    target = cache / "programs" / program.folder
    part = target.with_name(f"{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    unpack(download(cache, program, options), part)
    part.rename(target)
    write_database(target, build(target, program, jobs), program)


def fetch(options):
    wanted = programs(options.package)
    missing = missing_packages(wanted)
    if missing:
        sys.exit(f"missing here: {' '.join(missing)}")
    options.cache.mkdir(parents=True, exist_ok=True)
    apt = apt_options(options.cache)
    absent = [p for p in wanted if not database_of(options.cache, p).exists()]
    if absent:
        subprocess.run(["apt-get", *apt, "update", "-qq"], check=True)
    for program in absent:
        shutil.rmtree(options.cache / "programs" / program.folder, ignore_errors=True)
        fetch_one(options.cache, program, apt, options.jobs)
        print(f"{program.folder} is there", flush=True)
    print(f"{len(absent)} fetched, {len(wanted) - len(absent)} were there: {options.cache}")
    return 0


# ---- Checking -----------------------------------------------------------------------------------


def database_of(cache, program):
    return cache / "programs" / program.folder / "compile_commands.json"


def files_of(cache, program):
    entries = json.loads(database_of(cache, program).read_text())
    return [pathlib.Path(entry["directory"], entry["file"]) for entry in entries]


def lines_of(paths):
    return sum(path.read_bytes().count(b"\n") for path in paths)


def findings_of(options, program, jobs=0, extra=()):
    """What nostall says of a program; see run.findings_of."""
    folder = options.cache / "programs" / program.folder
    return run.findings_of(
        options.nostall, folder, ".", options.limit, jobs=jobs, preset=options.preset, extra=extra
    )


def checked(options, program):
    """The findings with all threads, and whether one thread gives the same."""
    if not database_of(options.cache, program).exists():
        sys.exit(f"{program.folder} is not there: c_programs.py fetch")
    findings, cpu_s, wrong = findings_of(options, program)
    if not wrong and not options.once:
        single, _, wrong = findings_of(options, program, jobs=1)
        if not wrong and single != findings:
            wrong = "other findings with --jobs 1"
    return findings, cpu_s, wrong


def less_sure(options, program):
    """The findings that are not shown unless asked for. A cause that is told once may be told in
    another place then, so those that are shown are not taken from here."""
    findings, _, _ = findings_of(options, program, extra=("--min-confidence", "possible"))
    return [finding for finding in findings if finding["confidence"] != "resolved"]


def by_confidence(findings):
    counts = collections.Counter(finding["confidence"] for finding in findings)
    return [counts[confidence] for confidence in CONFIDENCES]


def check(options):
    rules = collections.Counter()
    failed = 0
    print("| program | kind | loop | files | lines | resolved | probable | possible | CPU s |")
    print("| --- | --- | --- | --: | --: | --: | --: | --: | --: |")
    for program in programs(options.package):
        findings, cpu_s, wrong = checked(options, program)
        findings += less_sure(options, program)
        paths = files_of(options.cache, program)
        cells = [program.folder, program.kind, program.loop, len(paths), lines_of(paths)]
        cells += by_confidence(findings) + [f"{cpu_s:.1f}"]
        print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)
        if wrong:
            print(f"FAILED: {wrong}")
        failed += bool(wrong)
        rules.update((f["rule"], f["confidence"]) for f in findings)
    print()
    for rule in sorted({rule for rule, _ in rules}):
        print(f"{rule:28}", *(f"{rules[rule, c]:5} {c}" for c in CONFIDENCES))
    return 1 if failed else 0


# ---- Readings -----------------------------------------------------------------------------------


def readings():
    with open(HERE / "c_ledger.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def share(part, whole):
    return f"{100 * part / whole:.0f} %" if whole else ""


def print_precision(title, rows):
    """One line of the table: verdicts of some readings."""
    counts = collections.Counter(row["verdict"] for row in rows)
    right, arguable, wrong = (counts[v] for v in ("right", "arguable", "wrong"))
    cells = [title, len(rows), right, arguable, wrong, share(right, len(rows))]
    cells.append(share(right + arguable, len(rows)))
    print("| " + " | ".join(str(cell) for cell in cells) + " |")


def precision(options):
    """Joins the readings with what is shown now, by fingerprint."""
    shown, total = {}, collections.Counter()
    for program in programs(options.package):
        findings, _, wrong = findings_of(options, program)
        if wrong:
            sys.exit(f"{program.folder}: {wrong}")
        for finding in findings:
            shown[program.folder, finding["fingerprint"]] = finding
            total[finding["rule"]] += 1
    rows = readings()
    now = [row for row in rows if (row["program"], row["fingerprint"]) in shown]
    print("| rule | read | right | arguable | wrong | right of read | right or arguable |")
    print("| --- | --: | --: | --: | --: | --: | --: |")
    for rule in sorted({row["rule"] for row in now}):
        print_precision(rule, [row for row in now if row["rule"] == rule])
    print_precision("all that is shown", now)
    print_precision("all readings", rows)
    read = {(row["program"], row["fingerprint"]) for row in now}
    unread = [finding for key, finding in shown.items() if key not in read]
    print(f"\n{sum(total.values())} resolved findings are shown, {len(unread)} of them not read")
    classes = collections.Counter((row["verdict"], row["class"]) for row in now)
    for (verdict, name), count in sorted(classes.items()):
        if verdict != "right":
            print(f"{count:4}  {verdict:9} {name}")
    return 0


def needs(options):
    print(" ".join(missing_packages(programs(options.package))))
    return 0


def main():
    commands = {"needs": needs, "fetch": fetch, "check": check, "precision": precision}
    arguments = run.parser()
    arguments.add_argument("command", choices=commands)
    arguments.add_argument("--jobs", type=int, default=os.cpu_count(), help="of make, for fetch")
    arguments.add_argument("--preset", default="default")
    arguments.add_argument("--once", action="store_true", help="do not compare with one thread")
    options = arguments.parse_args()
    options.cache = options.cache.resolve()
    options.nostall = options.nostall.resolve()
    return commands[options.command](options)


if __name__ == "__main__":
    sys.exit(main())
