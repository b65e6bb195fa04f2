"""Installs the tools that tests run from the Python package index, once for each state of their pins.

    tools.py FOLDER     into FOLDER/python-<hash>/, a virtual environment; prints its path

Builds may start together, so one waits for the other. What is there already is left alone.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

PINS = Path(__file__).resolve().parent / "tools.txt"


def environment_for(folder):
    """Where the tools of these pins belong, whether they are there or not."""
    state = hashlib.sha256(PINS.read_bytes() + sys.version.encode()).hexdigest()[:12]
    return Path(folder).resolve() / f"python-{state}"


def fill(place):
    subprocess.run([sys.executable, "-m", "venv", "--clear", place], check=True)
    words = ["install", "--quiet", "--disable-pip-version-check", "--no-deps", "--requirement", PINS]
    subprocess.run([place / "bin/python", "-m", "pip", *words], check=True)
    (place / "complete").write_text("", encoding="utf-8")


def install(folder):
    place = environment_for(folder)
    place.parent.mkdir(parents=True, exist_ok=True)
    with open(place.parent / "lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / "complete").exists():
            fill(place)
    return place


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        print(install(sys.argv[1]))
    except subprocess.CalledProcessError as failed:
        command = " ".join(map(os.fspath, failed.cmd))
        print(f"tools.py: `{command}` ended with {failed.returncode}", file=sys.stderr)
        print("It needs venv (Debian: python3-venv), and pip must reach a package index.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
