"""Asks of the tree what a script can ask of the conventions.

    conventions.py              checks this tree
    conventions.py --self-test  checks that a tree with every kind of mistake fails
"""

import re

from support.trees import is_example, main

LINES_MAX = 900
BANNED = re.compile(r"\b(strcpy|strcat|strncpy|sprintf|strtok|atoi|system|rand)\s*\(")
COMMENT_OR_TEXT = re.compile(r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.S)
ENTRY = re.compile(r"\.name\s*=")  # opens each KnowledgeEntry
TRAIT = re.compile(r"\bTRAIT_BIT\((\d+)\)")
SOURCE = re.compile(r"\.source\s*=\s*\S")


def bare_code(text):
    """C without comments and literals; the lines stay where they are."""
    return COMMENT_OR_TEXT.sub(lambda match: " " + "\n" * match[0].count("\n"), text)


def check_c(path, text):
    for number, line in enumerate(bare_code(text).splitlines(), 1):
        for call in BANNED.findall(line):
            yield f"{path}:{number}: {call} is banned"
    if not text.startswith("//"):
        yield f"{path}: opens without a comment that tells its idea"
    if path.suffix == ".h" and "\n#pragma once\n" not in text:
        yield f"{path}: a header without #pragma once"


def check_python(path, text):
    if not text.startswith(('"""', "#")):
        yield f"{path}: opens without a docstring that tells its idea"


def check_command(root, path, text):
    """What a script tells as its usage is typed as it stands: `    tests/bench/bench.py prefect`."""
    is_told = re.search(rf"^ {{4}}{re.escape(path.as_posix())}\b", text, re.M)
    is_executable = bool((root / path).stat().st_mode & 0o100)
    if is_told and not text.startswith("#!"):
        yield f"{path}: is told as a command, but begins without #!"
    elif text.startswith("#!") != is_executable:
        yield f"{path}: begins with #! and may not be executed, or the other way round"


def check_length(path, text):
    lines = text.count("\n")
    if lines > LINES_MAX:
        yield f"{path}: {lines} lines; {LINES_MAX} are the limit, split it by idea"


def check_sources(root):
    for top in ("analyzer", "rules", "tests"):
        for file in sorted((root / top).rglob("*")):
            path = file.relative_to(root)
            if file.suffix not in (".c", ".h", ".py") or is_example(path):
                continue
            text = file.read_text(encoding="utf-8")
            yield from check_length(path, text)
            yield from (check_python if file.suffix == ".py" else check_c)(path, text)
            if file.suffix == ".py":
                yield from check_command(root, path, text)


def check_targets(root):
    """A file that no CMakeLists.txt names is not part of the program."""
    for top in ("analyzer/*", "rules"):
        for lists in root.glob(f"{top}/CMakeLists.txt"):
            named = set(re.findall(r"[\w./-]+\.c\b", lists.read_text(encoding="utf-8")))
            for file in sorted(lists.parent.rglob("*.c")):
                path = file.relative_to(root)
                if not is_example(path) and file.relative_to(lists.parent).as_posix() not in named:
                    yield f"{path}: {lists.relative_to(root)} does not build it"


def check_rules(root):
    """rules/<family>/<rule>/ is the whole rule, and rules/list.h names it."""
    listed = root / "rules/list.h"
    names = re.findall(r"\bRULE\((\w+)\)", listed.read_text(encoding="utf-8")) if listed.exists() else []
    for folder in sorted(path for path in root.glob("rules/*/*") if path.is_dir()):
        path = folder.relative_to(root)
        for part in ("rule.md", "bad*", "good*"):
            if not list(folder.glob(part)):
                yield f"{path}/{part}: missing"
        if folder.name.replace("-", "_") not in names:
            yield f"{path}: rules/list.h does not name it"


def check_knowledge(root):
    """Each entry says where it is known from."""
    for file in sorted(root.glob("analyzer/knowledge/*.c")):
        text = file.read_text(encoding="utf-8")
        if "\nKNOWLEDGE_TABLE(" not in text:
            continue
        entries = [match.start() for match in ENTRY.finditer(text)]
        for start, end in zip(entries, entries[1:] + [len(text)]):
            if not SOURCE.search(text, start, end):
                line = text.count("\n", 0, start) + 1
                yield f"{file.relative_to(root)}:{line}: an entry without .source"


def check_traits(root):
    """Each trait has a bit of its own."""
    for file in sorted(root.glob("analyzer/knowledge/knowledge.h")):
        bits = TRAIT.findall(file.read_text(encoding="utf-8"))
        for bit in sorted(set(bits), key=int):
            if bits.count(bit) > 1:
                yield f"{file.relative_to(root)}: two traits have bit {bit}"


def check_lockfile(root):
    """npm takes the packages from wherever it is configured to; integrity is what is pinned."""
    for file in sorted(root.glob("grammars/package-lock.json")):
        path = file.relative_to(root)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if '"resolved"' in line or "://" in line:
                yield f"{path}:{number}: names a host"


def check_tree(root):
    for check in (check_sources, check_targets, check_rules, check_knowledge, check_traits,
                  check_lockfile):
        yield from check(root)


# Rows of support/trees.py.
SELF_TEST = [
    ("analyzer/base/CMakeLists.txt", "nostall_layer(base SOURCES good.c rand.c long.c bare.c)", None),
    ("analyzer/base/good.h", "// Good.\n#pragma once\n", None),
    ("analyzer/base/good.c", '// Uses strcpy( in words.\nchar *a = "system(1)";\nint operand(int);\n', None),
    ("analyzer/base/rand.c", "// Rolls.\n\nint a(void) {\n  return rand();\n}\n", ":4: rand is banned"),
    ("analyzer/base/long.c", "//\n" * 901, "901 lines"),
    ("analyzer/base/bare.c", "int a;\n", "opens without a comment"),
    ("analyzer/base/twice.h", "// Twice.\n", "without #pragma once"),
    ("analyzer/base/lost.c", "// Lost.\n", "does not build it"),
    ("analyzer/knowledge/CMakeLists.txt", "nostall_layer(knowledge SOURCES time.c hearsay.c)", None),
    ("analyzer/knowledge/time.c", '// Time.\n{.name = "a", .source = X "b"},\nKNOWLEDGE_TABLE(time)\n', None),
    (
        "analyzer/knowledge/hearsay.c",
        '// Hearsay.\n{.name = "a"},\n{.name = "b", .source = "c"},\nKNOWLEDGE_TABLE(hearsay)\n',
        ":2: an entry without .source",
    ),
    (
        "analyzer/knowledge/knowledge.h",
        "// All.\n#pragma once\n#define TRAIT_A TRAIT_BIT(1)\n#define TRAIT_B TRAIT_BIT(1)\n",
        "two traits have bit 1",
    ),
    ("tests/bare.py", "import re\n", "opens without a docstring"),
    ("tests/told.py", '"""Times.\n\n    tests/told.py NAME\n"""\n', "is told as a command"),
    ("tests/shy.py", "#!/usr/bin/env python3\n", "may not be executed"),
    ("rules/list.h", "// All.\n#pragma once\n#define RULES(RULE) RULE(a_b) RULE(no_page)\n", None),
    ("rules/family/a-b/rule.md", "", None),
    ("rules/family/a-b/bad.py", "import time\n", None),
    ("rules/family/a-b/good/main.py", "import time\n", None),
    ("rules/family/no-page/bad.py", "", None),
    ("rules/family/no-page/good.py", "", None),
    ("rules/family/no-page/rule.md", None, "missing"),
    ("rules/family/unlisted", None, "does not name it"),
    ("rules/family/unlisted/rule.md", "", None),
    ("rules/family/unlisted/bad.py", "", None),
    ("rules/family/unlisted/good*", None, "missing"),
    ("grammars/package-lock.json", '{\n"resolved": "x"\n}', ":2: names a host"),
]


if __name__ == "__main__":
    main(check_tree, SELF_TEST)
