"""Holds the runtime against asyncio: the same random programs, the same traces.

    differential.py PROGRAMS recorded         against the checksums in recorded/, without any CPython
    differential.py PROGRAMS live 3.12 [N]    against that CPython, N programs (2000); skipped (77) without it
    differential.py PROGRAMS record           writes recorded/ anew, from the CPythons of this machine
    differential.py PROGRAMS show 3.12 SEED   both traces of one program, as a diff

PROGRAMS is the executable of programs.c. 100,000 programs of a profile take a minute or two:
`differential.py PROGRAMS live 3.13 100000`.
"""

import difflib
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
# The semantics of a profile are those of one release: later ones of the same series may differ.
RELEASES = {"3.11": "3.11.7", "3.12": "3.12.1", "3.13": "3.13.0"}
RECORDED = 3000
CHUNK = 2500
SKIP = 77


def find_python(profile):
    """The interpreter of the profile's release: on the path, or where pyenv keeps them."""
    release = RELEASES[profile]
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    candidates = [shutil.which(f"python{profile}"), root / "versions" / release / "bin/python"]
    for candidate in filter(None, candidates):
        if not Path(candidate).exists():
            continue
        asked = [candidate, "-c", "import platform; print(platform.python_version())"]
        if subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() == release:
            return str(candidate)
    return None


def generate(profile, first, count):
    newest = ["--newest"] if profile == "3.13" else []
    command = [sys.executable, HERE / "generate.py", str(first), str(count), *newest]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def run(command, programs):
    ran = subprocess.run(command, input=programs, capture_output=True, text=True, check=False)
    if ran.returncode:
        done = len(ran.stdout.splitlines())
        raise SystemExit(f"{command[-1]} ended with {ran.returncode} after {done} programs\n{ran.stderr[-2000:]}")
    return ran.stdout


def chunk_differences(programs, profile, python, first, count):
    text = generate(profile, first, count)
    ours = run([programs, profile], text).splitlines()
    theirs = run([python, HERE / "interpret.py"], text).splitlines()
    if len(ours) != len(theirs):
        raise SystemExit(f"{profile}: {len(theirs)} programs, {len(ours)} traces")
    return [a.split()[0] for a, b in zip(ours, theirs) if a != b]


def live(programs, profile, count):
    python = find_python(profile)
    if not python:
        print(f"no CPython {RELEASES[profile]} here")
        return SKIP
    starts = range(1, count + 1, CHUNK)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(
            lambda first: chunk_differences(programs, profile, python, first, min(CHUNK, count + 1 - first)),
            starts,
        )
        different = [seed for seeds in found for seed in seeds]
    print(f"{profile}: {count} programs, {len(different)} differ from CPython {RELEASES[profile]}: {different[:10]}")
    return 1 if different else 0


def checksums(command, profile):
    lines = run(command, generate(profile, 1, RECORDED)).splitlines()
    return [line.split()[1] for line in lines]


def recorded(programs):
    failed = False
    for profile in RELEASES:
        want = (HERE / "recorded" / f"{profile}.txt").read_text(encoding="utf-8").split()
        got = checksums([programs, profile], profile)
        different = [seed for seed, (a, b) in enumerate(zip(got, want), 1) if a != b]
        print(f"{profile}: {len(want)} programs, {len(different)} differ: {different[:10]}")
        failed |= bool(different) or len(got) != len(want)
    return int(failed)


def record():
    for profile in RELEASES:
        python = find_python(profile)
        if not python:
            print(f"no CPython {RELEASES[profile]} here")
            return 1
        found = checksums([python, HERE / "interpret.py"], profile)
        rows = [" ".join(found[i : i + 12]) for i in range(0, len(found), 12)]
        (HERE / "recorded").mkdir(exist_ok=True)
        (HERE / "recorded" / f"{profile}.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return 0


def show(programs, profile, seed):
    text = generate(profile, seed, 1)
    python = find_python(profile)
    theirs = run([python, HERE / "interpret.py", "--full"], text).splitlines()
    ours = run([programs, profile, "--full"], text).splitlines()
    print("\n".join(difflib.unified_diff(theirs, ours, "asyncio", "runtime", lineterm="", n=99)) or "\n".join(ours))
    return 0


def main():
    programs, what, *rest = sys.argv[1:]
    if what == "recorded":
        return recorded(programs)
    if what == "record":
        return record()
    if what == "show":
        return show(programs, rest[0], int(rest[1]))
    return live(programs, rest[0], int(rest[1]) if len(rest) > 1 else 2000)


if __name__ == "__main__":
    sys.exit(main())
