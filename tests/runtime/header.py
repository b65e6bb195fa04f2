"""Every function, macro and table of runtime.h is used by a test: header.py

Tests are the unit tests, the random programs and the patterns. Prints what none of them uses, and exits 1.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HEADER = ROOT / "analyzer/runtime/runtime.h"
TESTS = ("tests/unit/runtime/*.c", "tests/runtime/*.c", "fixtures/patterns/*/pattern.c")
# What only other macros of the header are made of.
INNER = {"RUNTIME_MUST", "RUNTIME_PRINTF"}


def without_comments(text):
    return re.sub(r"//[^\n]*|/\*.*?\*/", "", text, flags=re.S)


def declared(text):
    """The names that the header gives to its users."""
    macros = re.findall(r"^\s*#define\s+(\w+)", text, re.M)
    code = re.sub(r"^\s*#(?:[^\n]*\\\n)*[^\n]*", "", text, flags=re.M)
    while "{" in code:  # the bodies of types: what stands in them is no function
        code = re.sub(r"\{[^{}]*\}", "", code)
    functions = []
    for statement in code.split(";"):
        statement = re.sub(r"RUNTIME_PRINTF\([^)]*\)", "", statement).strip()
        if statement.startswith("typedef"):
            continue
        found = re.match(r"[\w\s*]*?(\w+)\(", statement) or re.match(r"extern\s[\w\s*]*?(\w+)$", statement)
        if found:
            functions.append(found.group(1))
    return macros, functions


def expand(macros_text, used):
    """What the used macros call counts as used."""
    for name, body in macros_text.items():
        if name in used:
            used |= set(re.findall(r"\w+", body))
    return used


def main():
    text = without_comments(HEADER.read_text(encoding="utf-8"))
    macros, functions = declared(text)
    bodies = dict(re.findall(r"^#define\s+(\w+)((?:[^\n]*\\\n)*[^\n]*)", text, re.M))
    used = set()
    for pattern in TESTS:
        for path in ROOT.glob(pattern):
            used |= set(re.findall(r"\w+", without_comments(path.read_text(encoding="utf-8"))))
    used = expand(bodies, used)
    unused = [name for name in dict.fromkeys([*functions, *macros]) if name not in used | INNER]
    print("\n".join(f"no test uses {name}" for name in unused) or f"{len(functions)} functions, {len(macros)} macros")
    return 1 if unused else 0


if __name__ == "__main__":
    sys.exit(main())
