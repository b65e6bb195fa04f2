"""Fixes what can be fixed in copies of real packages, and holds what comes out against what fixes promise.

    fix.py [--cache DIR] [--nostall BIN] [--folders DIR] [--diffs DIR] [PACKAGE…]

The packages are those that run.py fetches, or the folders in DIR. For each, with safe fixes and with unsafe ones: CPython
compiles what it compiled before, comments are what they were, another run has nothing more to fix, and nothing is
reported that was not before. Prints a line for each package and rule; exits with 1 when a fix broke a file, a comment or
the second run. What is reported that was not is listed: an unsafe fix may let others run where they did not.
"""

import argparse
import collections
import pathlib
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
sys.path.insert(0, str(HERE))
import fix_promises  # noqa: E402
import run  # noqa: E402


def sources(arguments):
    if arguments.folders:
        found = sorted(path for path in pathlib.Path(arguments.folders).iterdir() if path.is_dir())
    else:
        cache = pathlib.Path(arguments.cache)
        found = [cache / "packages" / package.folder for package in run.packages()]
    return [path for path in found if not arguments.packages or path.name in arguments.packages]


def check(arguments, source, unsafe):
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary).resolve() / source.name
        shutil.copytree(source, folder, symlinks=True, ignore=shutil.ignore_patterns("*.so", "*.dist-info"))
        complaints, fixed, _ = fix_promises.check_copy(arguments.nostall, folder, unsafe)
        if arguments.diffs and fixed:
            ran = subprocess.run(["diff", "-ru", str(source), str(folder)], capture_output=True, text=True, check=False)
            name = f"{source.name}{'-unsafe' if unsafe else ''}.diff"
            (pathlib.Path(arguments.diffs) / name).write_text(ran.stdout)
        return complaints, fixed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", default=run.cache_default())
    parser.add_argument("--nostall", default="nostall")
    parser.add_argument("--folders")
    parser.add_argument("--diffs", help="write what was changed to files in this folder")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("packages", nargs="*")
    arguments = parser.parse_args()
    total, broken = collections.Counter(), 0
    tasks = [(source, unsafe) for source in sources(arguments) for unsafe in (False, True)]
    with ThreadPoolExecutor(arguments.jobs) as pool:
        results = pool.map(lambda task: check(arguments, *task), tasks)
        for (source, unsafe), (complaints, fixed) in zip(tasks, results):
            print(f"{source.name}{' (unsafe)' if unsafe else ''}: {sum(fixed.values())} fixed", flush=True)
            total.update({(rule, unsafe): count for rule, count in fixed.items()})
            for complaint in complaints:
                print("   ", complaint)
                broken += not complaint.endswith("is new")
    for (rule, unsafe), count in sorted(total.items()):
        print(f"{count:6} {rule}{' (unsafe)' if unsafe else ''}")
    print(f"{broken} broken promises")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
