"""Holds docs/resolution.md against the tree: every case that it names is there, and every row has a case
that something is found in and one where something is not.

    resolution.py ROOT
"""

import re
import sys
from pathlib import Path

FOLDERS = ("fixtures", "tests/quality/transitive", "tests/quality/frameworks")


def find(root: Path, name: str) -> list[Path]:
    return [root / folder / name for folder in FOLDERS if (root / folder / name).is_dir()]


def texts(case: Path) -> list[str]:
    return [path.read_text() for path in sorted(case.rglob("*.py"))]


def has_positive(case: Path) -> bool:
    return any(re.search(r"# expect: [a-z]", text) for text in texts(case))


def has_negative(case: Path) -> bool:
    """In fixtures marks and findings agree both ways, so each function without a mark is one."""
    if "fixtures" not in case.parts:
        return any("# silent" in text for text in texts(case))
    lines = [line for text in texts(case) for line in text.splitlines()]
    marks = sum("# expect" in line for line in lines)
    return sum("(" in line and "def " not in line for line in lines) > marks


def check_row(root: Path, what: str, names: list[str]) -> list[str]:
    wrong = [f"{what}: there is no case {name}" for name in names if not find(root, name)]
    cases = [case for name in names for case in find(root, name)]
    if not any(map(has_positive, cases)):
        wrong.append(f"{what}: no case finds anything")
    if not any(map(has_negative, cases)):
        wrong.append(f"{what}: no case is silent anywhere")
    return wrong


def main() -> int:
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    rows = re.findall(r"^\| (.+?) \| (`.+`) \|$", (root / "docs/resolution.md").read_text(), re.M)
    wrong = [] if len(rows) > 80 else [f"{len(rows)} rows are too few"]
    for what, cases in rows:
        wrong += check_row(root, what, re.findall(r"`([^`]+)`", cases))
    print("\n".join(wrong) or f"{len(rows)} rows")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
