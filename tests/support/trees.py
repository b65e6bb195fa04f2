"""For checks of the source tree: how one is called, and how it is shown that it can fail."""

import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def is_example(path):
    """Whether a path below the root is what the analyzer is shown: rules/<family>/<rule>/bad.py, or
    tests/verify/<language>/<case>/bad.c, a case of a corpus, tests/quality/<corpus>/…, or what is fixed in
    tests/golden/fixes/"""
    if path.parts[:3] == ("tests", "golden", "fixes"):
        return True
    if path.parts[:2] == ("tests", "verify"):
        return path.name.startswith(("bad", "good"))
    if path.parts[:2] == ("tests", "quality"):
        return len(path.parts) > 3
    return path.parts[0] == "rules" and path.parts[3:4] and path.parts[3].startswith(("bad", "good"))


def self_test(check_tree, table):
    """Builds the tree in `table` and compares complaints.

    A row is a path, the text of that file (None when there is no such file), and a pattern that the
    one complaint about it must match (None when there must be no complaint).
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text, _ in table:
            if text is None:
                continue
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        complaints = list(check_tree(root))
    for name, _, wanted in table:
        found = [line for line in complaints if line.startswith(f"{name}:")]
        if wanted is None and found:
            yield f"{name}: no complaint expected, got {found}"
        elif wanted and not (len(found) == 1 and re.search(wanted, found[0])):
            yield f"{name}: one complaint about {wanted!r} expected, got {found}"


def main(check_tree, table):
    """Checks this tree, or itself with --self-test; ends the program."""
    if sys.argv[1:] == ["--self-test"]:
        complaints = list(self_test(check_tree, table))
    else:
        complaints = list(check_tree(ROOT))
    print("\n".join(complaints) or "no complaints")
    sys.exit(1 if complaints else 0)
