"""Tries nostall on real packages: downloads them when asked, checks each, prints counts and times.

    run.py fetch                 download what packages.txt pins, hashes checked, and unpack it
    run.py check [--nostall BIN] findings and CPU time per package
    … --list unseen.txt          the same for packages that were only judged, see docs/quality.md

State lives in a folder outside the source tree (--cache). A package fails the run when nostall
crashes, is stopped by the time limit, leaks or reports undefined behaviour (with a sanitizer build as
BIN), cannot read a file, or prints different findings for one thread and for many.
"""

import argparse
import collections
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import time
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from support.peers import python_of  # noqa: E402

SANITIZER = re.compile(r"Sanitizer|runtime error:")


def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


class Package:
    """One line of packages.txt."""

    def __init__(self, line):
        requirement, _, self.kind = line.partition("  # ")
        self.requirement = requirement.strip()
        self.name, self.version = self.requirement.split()[0].split("==")

    @property
    def folder(self):
        return f"{self.name}-{self.version}"

    def is_wheel(self, path):
        """Whether a wheel is of this package: names count as equal whatever stands between their words."""
        name, version = path.name.split("-")[:2]
        return version == self.version and plain(name) == plain(self.name)


def packages(only=(), pinned=()):
    """The packages that some files pin, packages.txt by default, or those of them that are named."""
    texts = [(HERE / file).read_text() for file in pinned or ["packages.txt"]]
    lines = "".join(texts).splitlines()
    found = [Package(line) for line in lines if line and not line.startswith("#")]
    return [package for package in found if not only or package.name in only]


def cache_default():
    base = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    return pathlib.Path(base) / "nostall-real"


def download(cache, wanted, python):
    """Lets pip download the wheels, which refuses one whose hash is not the pinned one."""
    pins = cache / "pins.txt"
    pins.write_text("".join(package.requirement + "\n" for package in wanted))
    command = [python_of(cache / "pip"), "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--require-hashes", "--only-binary", ":all:", "--python-version", python]
    for platform in ("manylinux_2_35_x86_64", "manylinux_2_28_x86_64", "manylinux2014_x86_64", "any"):
        command += ["--platform", platform]
    command += ["--dest", cache / "wheels", "-r", pins]
    subprocess.run(command, check=True)


def unpack(cache, package):
    """Unpacks the Python files of a wheel into a folder named by package and version."""
    target = cache / "packages" / package.folder
    if target.exists():
        return
    wheels = (cache / "wheels").glob("*.whl")
    wheel = next(path for path in wheels if package.is_wheel(path))
    part = target.with_suffix(".part")
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.endswith((".py", ".pyi"))]
        archive.extractall(part, names)
    part.rename(target)


def fetch(options):
    options.cache.mkdir(parents=True, exist_ok=True)
    wanted = packages(options.package, options.list)
    missing = [p for p in wanted if not (options.cache / "packages" / p.folder).exists()]
    if missing:
        download(options.cache, missing, options.python)
    for package in missing:
        unpack(options.cache, package)
    print(f"{len(missing)} fetched, {len(wanted) - len(missing)} were there: {options.cache}")
    return 0


def measure(command, cwd, limit_s):
    """Runs a command; returns its exit code (None: time limit), output and CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=limit_s)
    except subprocess.TimeoutExpired:
        return None, "", "", float(limit_s)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.returncode, done.stdout, done.stderr, cpu_s


def findings_of(nostall, cwd, path, limit_s=300, jobs=0, preset="default", extra=()):
    """What nostall says of a path: findings, CPU seconds, and what went wrong (None: nothing)."""
    command = [str(nostall), "check", path, "-o", "json-lines", "--jobs", str(jobs)]
    alone = [] if "--environment" in extra else ["--no-environment"]
    command += ["--preset", preset, *alone, *extra]
    code, out, err, cpu_s = measure(command, cwd, limit_s)
    wrong = None
    if code is None:
        wrong = f"no end within {limit_s} s"
    elif SANITIZER.search(err):
        wrong = next(line for line in err.splitlines() if SANITIZER.search(line))
    elif code not in (0, 1):
        wrong = f"exit code {code}: {err.strip().splitlines()[-1] if err.strip() else ''}"
    findings = [] if wrong else [json.loads(line) for line in out.splitlines()]
    return findings, cpu_s, wrong


def check(options):
    packages_dir = options.cache / "packages"
    totals = collections.Counter()
    failed = 0
    started = time.monotonic()
    print(f"{'package':32} {'files':>6} {'kB':>7} {'findings':>8} {'CPU s':>6}  kind")
    for package in packages(options.package, options.list):
        files = list((packages_dir / package.folder).rglob("*.py"))
        if not files:
            sys.exit(f"{package.folder} is not there: run.py fetch")
        findings, cpu_s, wrong = findings_of(
            options.nostall, packages_dir, package.folder, options.limit
        )
        if not wrong:
            single, _, wrong = findings_of(
                options.nostall, packages_dir, package.folder, options.limit, jobs=1
            )
            if not wrong and single != findings:
                wrong = "other findings with --jobs 1"
        size_kb = sum(path.stat().st_size for path in files) // 1000
        row = f"{package.folder:32} {len(files):6} {size_kb:7} {len(findings):8} {cpu_s:6.2f}"
        print(f"{row}  {package.kind}" + (f"  FAILED: {wrong}" if wrong else ""), flush=True)
        failed += bool(wrong)
        totals.update(finding["rule"] for finding in findings)
    print(f"\n{sum(totals.values())} findings, {time.monotonic() - started:.0f} s")
    for rule, count in totals.most_common():
        print(f"{count:6}  {rule}")
    return 1 if failed else 0


def parser():
    """The options that run.py and peers.py share."""
    result = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    result.add_argument("--cache", type=pathlib.Path, default=cache_default())
    result.add_argument("--nostall", type=pathlib.Path, default=ROOT / "build/release/nostall")
    result.add_argument("--python", default="3.11", help="the Python whose wheels are fetched")
    result.add_argument("--limit", type=int, default=300, help="seconds a package may take")
    result.add_argument("--package", action="append", default=[], help="only this one; repeatable")
    result.add_argument("--list", action="append", default=[],
                        help="a file here that pins packages, instead of packages.txt; repeatable")
    return result


def main():
    arguments = parser()
    arguments.add_argument("command", choices=("fetch", "check"))
    options = arguments.parse_args()
    options.cache = options.cache.resolve()
    options.nostall = options.nostall.resolve()
    return fetch(options) if options.command == "fetch" else check(options)


if __name__ == "__main__":
    sys.exit(main())
