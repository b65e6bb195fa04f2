#!/usr/bin/env python3
"""Times whole runs of nostall on real packages, beside what they cannot go below and beside ruff.

    tests/bench/bench.py                      all corpora; build/bench/ holds what it makes
    tests/bench/bench.py prefect --rounds 5   one of them
    tests/bench/bench.py --wheels DIRECTORY   takes the packages from there instead of the registry
    tests/bench/bench.py --targets --trees TREE...   what is promised, P1 to P10, M1 and C1 to C3, and a picture

Times are CPU time (user + system) of whole processes. What is compared takes turns, round by round;
a figure is the median of its rounds and a ratio the median of the ratios, round by round. Builds the
target `bench`, see CMakeLists.txt.
"""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time
import venv
import zipfile
from dataclasses import dataclass

import promises

ROOT = pathlib.Path(__file__).resolve().parents[2]
SUFFIXES = (".py", ".pyi", ".pyw")
RUFF = "0.17.6"

# Wheels of the package registry. Name, version, what the file must hash to.
CORPORA = {
    "homeassistant": ("2024.3.3", "6e1ec2c07441d63fdcfb8acd2c4bbb6f68bc97330855784d3623d10c38fe3577"),
    "litellm": ("1.109.1", "1c8b4dd671fa0cd0850aa751678704ff77e595fb1e6085b2dc3be39ee19bdaaf"),
    "prefect": ("3.9.1", "0c662e26e971b617993eed1f3d02fb8bc3c2dd47bee521b495f6e4dfeb38ae74"),
    "django": ("5.2.8", "37e687f7bd73ddf043e2b6b97cfe02fcbb11f2dbb3adccc6a2b18c6daa054d7f"),
}
LARGE = "homeassistant"  # what is promised of large trees is promised of this one
EDITED = "litellm"  # whose files editor.py edits
PYTHON = "3.12"  # whose wheels are taken; nothing of them is run
PLATFORM = "manylinux_2_28_x86_64"  # for the wheels that have machine code beside their Python


@dataclass
class Run:
    cpu: float
    wall: float
    peak_bytes: int
    errors: str


@dataclass
class Programs:
    nostall: pathlib.Path
    stages: pathlib.Path
    floor: pathlib.Path
    launch: pathlib.Path
    ruff: pathlib.Path

    def run(self, words, folder, stdin=None, **environment):
        """Runs a program to its end. Exit status 1 says that there are findings."""
        done = subprocess.run([str(self.launch), *map(str, words)], cwd=folder, stdin=stdin or subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False,
                              env=os.environ | environment)
        errors, _, usage = done.stderr.rpartition("usage ")
        if done.returncode not in (0, 1):
            raise SystemExit(f"{' '.join(map(str, words))}: exit status {done.returncode}\n{done.stderr}")
        cpu, wall, peak_bytes = usage.split()
        return Run(float(cpu), float(wall), int(peak_bytes), errors)


# ---- What is needed -----------------------------------------------------------------------------


def build(folder):
    """The program as it is shipped, and the others without link-time optimisation: a linker that
    optimises no longer leads calls through stages.c."""
    for name, options in (("release", ["-DNOSTALL_LTO=ON", "-DBUILD_TESTING=OFF"]),
                          ("tools", ["-DNOSTALL_LTO=OFF", "-DBUILD_TESTING=ON"])):
        at = folder / name
        subprocess.run(["cmake", "-S", ROOT, "-B", at, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
                        "-DCMAKE_C_FLAGS_RELEASE=-O3", *options], check=True, stdout=subprocess.DEVNULL)
        target = "nostall" if name == "release" else "bench"
        subprocess.run(["cmake", "--build", at, "--target", target], check=True, stdout=subprocess.DEVNULL)
    tools = folder / "tools/tests/bench"
    return folder / "release/nostall", *(tools / name for name in ("nostall_stages", "floor", "launch"))


def fetch(name, folder, wheels):
    """The unpacked package."""
    version, sha256 = CORPORA[name]
    place = folder / f"{name}-{version}"
    if place.exists():
        return place
    wanted = folder / f"{name}.txt"
    wanted.write_text(f"{name}=={version} --hash=sha256:{sha256}\n")
    source = ["--no-index", "--find-links", wheels] if wheels else []
    subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes",
                    "--only-binary", ":all:", "--python-version", PYTHON, "--platform", PLATFORM,
                    "--dest", folder, "--requirement", wanted, *source], check=True)
    wheel = next(folder.glob(f"{name}-{version}-*.whl"))
    part = folder / f"{place.name}.part"
    shutil.rmtree(part, ignore_errors=True)
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(part, [file for file in archive.namelist() if file.endswith(SUFFIXES)])
    part.rename(place)
    return place


def install_ruff(folder):
    program = folder / f"ruff-{RUFF}/bin/ruff"
    if not program.exists():
        venv.create(folder / f"ruff-{RUFF}", with_pip=True)
        subprocess.run([program.with_name("pip"), "install", "--quiet", f"ruff=={RUFF}"], check=True)
    return program


# ---- Measuring ----------------------------------------------------------------------------------


def take_turns(rounds, runs):
    """Calls each of `runs` once to warm up and then in turn; gives lists of Run by name."""
    taken = {name: [] for name in runs}
    for number in range(rounds + 1):
        for name, once in runs.items():
            result = once()
            if number > 0:
                taken[name].append(result)
    return taken


def ratio(over, under):
    return statistics.median(a.cpu / b.cpu for a, b in zip(over, under))


def median(runs, what="cpu"):
    return statistics.median(getattr(each, what) for each in runs)


def parsed_files(programs, place):
    errors = programs.run([programs.nostall, "-j1", "--no-cache", "--verbose", "."], place).errors
    mark = "session: parsed path="
    return [line.removeprefix(mark) for line in errors.splitlines() if line.startswith(mark)]


def listed(place, name, lines):
    path = place.parent / f"{place.name}.{name}"
    path.write_text("".join(f"{line}\n" for line in lines))
    return path


def warm_runs(place, files, programs):
    """Runs that come second: by what they are called, and what they take. Each fills its cache first."""
    kept, ruff_kept = place.parent / f"{place.name}.kept", place.parent / f"{place.name}.ruff"
    stats = listed(place, "stats", [*files, *sorted({file.parent for file in files})])
    changed = files[len(files) // 2]
    own = [programs.nostall, "-j1", "--cache-dir", kept, "--profile", "-o", "json", "."]
    peer = [programs.ruff, "check", "--quiet", "--cache-dir", ruff_kept, "--isolated", "--select", "ASYNC,RUF006", "."]

    def first():
        shutil.rmtree(kept, ignore_errors=True)
        return programs.run(own, place)

    def again():
        ran = programs.run(own, place)
        # The promise is about nostall; git runs beside it, and is asked by everybody.
        profile = next(line for line in ran.errors.splitlines() if line.startswith("{"))
        ran.cpu -= json.loads(profile)["children_cpu_ns"] / 1e9
        return ran

    def touched():
        for file in files:
            os.utime(file)
        time.sleep(0.1)  # younger files are not known by their stamps
        return programs.run(own, place)

    def one_changed():
        text = changed.read_bytes()
        changed.write_bytes(text + f"\nbenchmark = {time.monotonic_ns()}\n".encode())
        time.sleep(0.1)
        try:
            return programs.run(own, place)
        finally:
            changed.write_bytes(text)

    def ruff_again():
        programs.run(peer, place, RAYON_NUM_THREADS="1")  # the rounds touch files
        return programs.run(peer, place, RAYON_NUM_THREADS="1")

    def stat_floor():
        with stats.open() as stdin:
            return programs.run([programs.floor, "stat"], place, stdin)

    programs.run(own, place)
    return {
        "first, keeping": first,
        "again": again,
        "stat floor": stat_floor,
        "ruff, again": ruff_again,
        "touched": touched,
        "one changed": one_changed,
    }


PARSERS = ("ast", "tree-sitter")  # text to syntax tree: our own, and tree-sitter for what it refuses
BEFORE = ("listing", "reading", "search")  # to the text of files that can matter


def stage_shares(result):
    """Parts of a run's CPU time by stage: all of it but what the clock took."""
    rows = [line.split() for line in result.errors.splitlines() if line.startswith("stage ")]
    seconds = {name: float(spent) for _, name, spent in rows}
    whole = result.cpu - seconds.pop("clock")
    parser = sum(seconds.pop(name) for name in PARSERS)
    before = sum(seconds.pop(name) for name in BEFORE)
    rest = whole - before - parser - sum(seconds.values())
    parts = {"before": before, "parser": parser} | seconds | {"rest": rest}
    return {name: spent / whole for name, spent in parts.items()}


def stage_seconds(stages, own):
    """The CPU time of the real program by stage, round by round: its stages take the same parts of
    it as those of the program with the clocks."""
    shares = [stage_shares(each) for each in stages]
    return {name: [share[name] * each.cpu for share, each in zip(shares, own)] for name in shares[0]}


def measure(place, rounds, programs):
    """Figures of one corpus by name, in the order to print."""
    files = [file for file in sorted(place.rglob("*")) if file.suffix in SUFFIXES]
    found = sum(file.stat().st_size for file in files)
    lines = sum(file.read_bytes().count(b"\n") for file in files)
    (place / "pyproject.toml").touch()  # a project of its own, wherever it lies
    parsed = parsed_files(programs, place)
    parsed_bytes = sum(pathlib.Path(path).stat().st_size for path in parsed)
    parse_list = listed(place, "parsed", parsed)

    def parse_floor():
        with parse_list.open() as stdin:
            return programs.run([programs.floor, "parse"], place, stdin)

    run = lambda *words, **environment: lambda: programs.run(words, place, **environment)
    peer = [programs.ruff, "check", "--quiet", "--no-cache", "--isolated", "--select", "ASYNC,RUF006", "."]
    runs = take_turns(rounds, {
        "nostall": run(programs.nostall, "-j1", "--no-cache", "."),
        "stages": run(programs.stages, "-j1", "--no-cache", "."),
        "parse floor": parse_floor,
        "read floor": run(programs.floor, "read", "."),
        "ruff": run(*peer, RAYON_NUM_THREADS="1"),
        "ruff, all threads": run(*peer),
        "-j2": run(programs.nostall, "-j2", "--no-cache", "."),
        "-j4": run(programs.nostall, "-j4", "--no-cache", "."),
    } | warm_runs(place, files, programs))
    own, million = runs["nostall"], lines / 1e6
    per_byte = lambda seconds: f"{seconds * 1e9 / found:.1f}"
    peak = lambda name: f"{median(runs[name], 'peak_bytes') / 1e6 / million:.0f}"
    spent = stage_seconds(runs["stages"], own)
    stage = {name: per_byte(statistics.median(each)) for name, each in spent.items()}
    behind = [each.cpu - before - parser for each, before, parser in zip(own, spent["before"], spent["parser"])]
    behind_floor = statistics.median(each / of.cpu for each, of in zip(behind, runs["parse floor"]))
    cpu = lambda name: f"{median(runs[name]) * 1e3:.0f}"
    kept = {
        "P1": ratio(own, runs["read floor"]), "P2": ratio(own, runs["parse floor"]), "P3": ratio(own, runs["ruff"]),
        "P4": ratio(own, runs["read floor"]), "P5": ratio(runs["again"], runs["stat floor"]),
        "P6": ratio(runs["again"], runs["ruff, again"]),
        "P7": statistics.median(two.wall / one.wall for two, one in zip(runs["-j2"], own)),
        "M1": median(own, "peak_bytes") / 1e6 / million, "ns": median(own) * 1e9 / found,
    }
    return kept, {
        "files found / parsed": f"{len(files)} / {len(parsed)}",
        "MB found / parsed": f"{found / 1e6:.1f} / {parsed_bytes / 1e6:.1f}",
        "thousand lines": f"{lines / 1e3:.0f}",
        "CPU, nostall -j1, s": f"{median(own):.2f}",
        "CPU, tree-sitter alone, s": f"{median(runs['parse floor']):.2f}",
        "CPU, reading alone, s": f"{median(runs['read floor']):.2f}",
        "CPU, ruff, one thread, s": f"{median(runs['ruff']):.2f}",
        "nostall, ns per byte found": per_byte(median(own)),
        "nostall, ns per byte parsed": f"{median(own) * 1e9 / parsed_bytes:.1f}",
        "ruff, ns per byte found": per_byte(median(runs["ruff"])),
        "nostall / tree-sitter alone": f"{ratio(own, runs['parse floor']):.2f}",
        "nostall / reading alone": f"{ratio(own, runs['read floor']):.1f}",
        "nostall / ruff": f"{ratio(own, runs['ruff']):.2f}",
        "behind the parser / tree-sitter alone": f"{behind_floor:.2f}",
        "listing, reading, search for words, ns per byte": stage["before"],
        "parser, text to syntax tree, ns per byte": stage["parser"],
        "behind the parser, ns per byte": per_byte(statistics.median(behind)),
        "… facts": stage["facts"],
        "… link": stage["link"],
        "… rules": stage["rules"],
        "… start, report, end": stage["rest"],
        "peak, nostall -j1, MB per million lines": peak("nostall"),
        "peak, nostall -j4, MB per million lines": peak("-j4"),
        "peak, ruff, MB per million lines": peak("ruff"),
        "CPU, keeping for the first time, ms": cpu("first, keeping"),
        "CPU, again, without git, ms": cpu("again"),
        "CPU, all files touched, ms": cpu("touched"),
        "CPU, one file changed, ms": cpu("one changed"),
        "CPU, asking about the files alone, ms": cpu("stat floor"),
        "CPU, ruff again, ms": cpu("ruff, again"),
        "again / asking about the files": f"{kept['P5']:.1f}",
        "again / ruff again": f"{kept['P6']:.2f}",
        "cache, MB per million lines": f"{kept_bytes(place) / 1e6 / million:.0f}",
        "wall, nostall -j1 / -j2 / -j4, s": " / ".join(
            f"{median(runs[name], 'wall'):.2f}" for name in ("nostall", "-j2", "-j4")),
        "wall, ruff, all threads, s": f"{median(runs['ruff, all threads'], 'wall'):.2f}",
    }


def kept_bytes(place):
    return sum(file.stat().st_size for file in (place.parent / f"{place.name}.kept").iterdir())


def measure_scaling(place, folder, rounds, programs):
    """CPU time per byte of one, two and four copies of a corpus side by side."""
    cells = []
    for count in (1, 2, 4):
        copies = folder / f"{place.name}-x{count}"
        for index in range(count):
            if not (copies / f"copy{index}").exists():
                shutil.copytree(place, copies / f"copy{index}")
        size = sum(file.stat().st_size for file in copies.rglob("*") if file.suffix in SUFFIXES)
        runs = take_turns(rounds, {"nostall": lambda at=copies: programs.run([programs.nostall, "-j1", "--no-cache", "."], at)})
        cells.append(median(runs["nostall"]) * 1e9 / size)
        shutil.rmtree(copies)
    return cells[-1] / cells[0], {"ns per byte, x1 / x2 / x4": " / ".join(f"{cell:.0f}" for cell in cells)}


def print_table(columns):
    names = list(dict.fromkeys(row for column in columns.values() for row in column))
    width = max(map(len, names))
    print(f"| {'':{width}} | " + " | ".join(f"{corpus:>20}" for corpus in columns) + " |")
    print(f"| {'-' * width} | " + " | ".join("-" * 19 + ":" for _ in columns) + " |")
    for name in names:
        cells = " | ".join(f"{column.get(name, ''):>20}" for column in columns.values())
        print(f"| {name:{width}} | {cells} |")


def describe_machine():
    info = pathlib.Path("/proc/cpuinfo")
    models = [line for line in info.read_text().splitlines() if line.startswith("model name")] if info.exists() else []
    model = models[0].partition(":")[2].strip() if models else "unknown processor"
    load = os.getloadavg()[0]
    print(f"{model}, {os.cpu_count()} threads; load {load:.1f} at the start; {time.strftime('%Y-%m-%d')}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", nargs="*", metavar="CORPUS", help=f"of {', '.join(CORPORA)}; default: all")
    parser.add_argument("--folder", type=pathlib.Path, default=ROOT / "build/bench", help="for builds and packages")
    parser.add_argument("--wheels", type=pathlib.Path, help="directory that already holds the wheels")
    parser.add_argument("--rounds", type=int, default=9, help="that count, after one to warm up")
    parser.add_argument("--ruff", type=pathlib.Path, help=f"the program; default: {RUFF} is installed")
    parser.add_argument("--targets", action="store_true", help=f"hold the figures against what is promised; needs {LARGE}")
    parser.add_argument("--trees", nargs="*", default=[], type=pathlib.Path,
                        help="of C, with compile_commands.json, for C1 to C3 in this order: libuv, redis, git")
    parser.add_argument("--scaling", action="store_true", help="also one, two and four copies of each corpus")
    options = parser.parse_args()
    unknown = set(options.corpora) - set(CORPORA)
    if unknown:
        parser.error(f"no such corpus: {', '.join(sorted(unknown))}")
    folder = options.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    ruff = options.ruff.resolve() if options.ruff else install_ruff(folder)
    programs = Programs(*build(folder), ruff)
    describe_machine()
    columns, found, places = {}, {}, {}
    for name in options.corpora or CORPORA:
        places[name] = place = fetch(name, folder, options.wheels)
        found[name], column = measure(place, options.rounds, programs)
        columns[f"{name} {CORPORA[name][0]}"] = column
        if options.scaling or (options.targets and name == LARGE):
            found[name]["P9"], cells = measure_scaling(place, folder, options.rounds, programs)
            column.update(cells)
    print_table(columns)
    if options.targets:
        print()
        rows = promises.collect(found, LARGE, programs.nostall, options.trees, options.rounds, places.get(EDITED))
        promises.print_rows(rows)
        picture = folder / "promises.svg"
        picture.write_text(promises.draw(rows))
        print(f"\n{picture}")


if __name__ == "__main__":
    main()
