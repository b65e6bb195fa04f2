"""Installs the packages of package.json, as package-lock.json pins them, into a folder of the build.

    install.py FOLDER
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
FILES = ("package.json", "package-lock.json", ".npmrc")
TIMEOUT_S = 600
VALIDATOR = "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"


def wanted():
    return hashlib.sha256(b"".join((HERE / name).read_bytes() for name in FILES)).hexdigest()


def main():
    folder = Path(sys.argv[1])
    stamp = folder / "stamp"
    if stamp.exists() and stamp.read_text() == wanted():
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        shutil.copy(HERE / name, folder / name)
    ran = subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=folder, timeout=TIMEOUT_S, check=False)
    if ran.returncode != 0:
        print("the packages could not be installed: does `npm ping` reach a registry?", file=sys.stderr)
        return 1
    (folder / VALIDATOR).chmod(0o755)
    stamp.write_text(wanted())
    return 0


if __name__ == "__main__":
    sys.exit(main())
