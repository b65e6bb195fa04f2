"""Holds the C files against .clang-format. Skipped (exit 77) without the release it is written for."""

import re
import shutil
import subprocess
import sys

from support.trees import ROOT

RELEASE = "14"  # others lay out some code differently
SKIP = 77


def find_tool():
    for name in (f"clang-format-{RELEASE}", "clang-format"):
        path = shutil.which(name)
        if path:
            version = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
            if re.search(rf"version {RELEASE}\.", version):
                return path
    return None


def main():
    tool = find_tool()
    if not tool:
        print(f"no clang-format {RELEASE} here")
        return SKIP
    tops = ("analyzer", "rules", "tests", "fixtures/patterns")
    files = [file for top in tops for file in sorted((ROOT / top).rglob("*.[ch]"))]
    ran = subprocess.run([tool, "--dry-run", "--Werror", *files], check=False)
    if ran.returncode:
        print("./dev format mends it")
    return ran.returncode


if __name__ == "__main__":
    sys.exit(main())
