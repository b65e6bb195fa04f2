"""Reads every #include in analyzer/ and rules/ and fails on an arrow that is not drawn.

    arrows.py              checks this tree
    arrows.py --self-test  checks that a tree with every kind of mistake fails

Layers are folders: analyzer/link/ is `link`, rules/ is `rules`, analyzer/main.c is `main`.
"""

import fnmatch
import re

from support.trees import is_example, main

# From left to right along a line: a layer sees everything to the left of it, not its neighbours
# behind the same comma. docs/architecture.md tells what the layers are.
ARROWS = """
facts <- python, c, knowledge
facts, knowledge <- link <- engine <- rules, report, advise
facts, knowledge, link <- atlas <- report, advise, cli
knowledge <- config
engine <- baseline
facts, knowledge, link, python, engine <- fix <- session
facts, runtime, python, c, link, engine <- session
runtime <- verify
fix, session, baseline, report, runtime, verify, confirm, config, scaffold, advise <- lsp, cli
lsp, cli, rules <- main
"""
SEEN_BY_ALL = "base"  # and the only layer with more than one public header

# The same of the rooms inside a layer, its folders. What lies beside them is seen by all and sees all.
ROOMS = {
    "link": """
types <- names <- guards <- contexts, doubts <- calls
names, types, guards, contexts <- native
""",
}

# Headers that are kept in one place: pattern of the header -> patterns of the files that may.
FENCES = {
    "tree_sitter/*": [
        "analyzer/python/parse.h",
        "analyzer/python/parse_scanner.c",
        "analyzer/python/parse_table.c",
        "analyzer/config/toml.c",
    ],
    "python/parse.h": ["analyzer/python/parse*.[ch]"],
    "python/parser/*": ["analyzer/python/parser/*", "analyzer/python/parse.c"],
    "clang-c/*": ["analyzer/c/*"],
    "uv.h": ["analyzer/runtime/*"],
    "jansson.h": [
        "analyzer/report/*",
        "analyzer/advise/json.c",
        "analyzer/cli/*",
        "analyzer/baseline/*",
        "analyzer/verify/*",
        "analyzer/confirm/*",
        "analyzer/c/commands.c",  # compile databases
        "analyzer/config/schema.c",
    ],
}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
LAYER = re.compile(r"nostall_layer\(\s*(\w+)(.*?)\)", re.DOTALL)


def read_arrows(text):
    """Layer -> the layers that it may include, itself among them."""
    allowed = {SEEN_BY_ALL: {SEEN_BY_ALL}}
    for line in filter(None, text.splitlines()):
        seen = set()
        for group in line.split("<-"):
            layers = {name.strip() for name in group.split(",")}
            for layer in layers:
                allowed.setdefault(layer, {SEEN_BY_ALL, layer}).update(seen)
            seen |= layers
    return allowed


ALLOWED = read_arrows(ARROWS)
ALLOWED_ROOMS = {layer: read_arrows(text) for layer, text in ROOMS.items()}


def layer_of(path):
    """The layer of a path below the root: analyzer/link/names.c -> link."""
    if path.parts[0] == "rules":
        return "rules"
    return path.parts[1] if len(path.parts) > 2 else path.stem


def check_own(layer, target):
    """A complaint about #include "target" in a file of `layer`, or None."""
    folder, _, name = target.partition("/")
    if not name:
        return f"write it from the root of the includes: {layer}/{target}"
    if folder not in ALLOWED:
        return f"{folder}/ is no layer"
    if folder not in ALLOWED[layer]:
        return f"no arrow {folder} <- {layer} is drawn"
    if folder not in (layer, SEEN_BY_ALL) and name != f"{folder}.h":
        return f"{folder}/ is entered by {folder}/{folder}.h alone"
    return None


def check_room(path, target):
    """A complaint about what a room of a layer includes of another room, or None."""
    rooms = ALLOWED_ROOMS.get(layer_of(path))
    own, seen = path.parts[2:-1], target.split("/")[1:-1]
    if not rooms or not own or not seen or target.split("/")[0] != layer_of(path):
        return None
    for room in own[0], seen[0]:
        if room not in rooms:
            return f"{layer_of(path)}/{room}/ is no room"
    return None if seen[0] in rooms[own[0]] else f"no arrow {seen[0]} <- {own[0]} is drawn"


def check_fence(path, target):
    for pattern, homes in FENCES.items():
        if fnmatch.fnmatch(target, pattern) and not any(path.match(home) for home in homes):
            return f"{pattern} is for {' and '.join(homes)} alone"
    return None


def check_source(path, text):
    layer = layer_of(path)
    if layer not in ALLOWED:
        yield f"{path}: {layer}/ is no layer"
        return
    for match in INCLUDE.finditer(text):
        bracket, target = match.groups()
        complaint = check_own(layer, target) if bracket == '"' else None
        complaint = complaint or check_room(path, target) or check_fence(path, target)
        if complaint:
            line = text.count("\n", 0, match.start(1)) + 1
            yield f"{path}:{line}: {match[0].strip()}: {complaint}"


def check_targets(path, text):
    """The same arrows for what a CMakeLists.txt links."""
    for layer, body in LAYER.findall(text):
        if layer not in ALLOWED:
            yield f"{path}: {layer} is no layer"
            continue
        _, _, depends = body.partition("DEPENDS")
        for target in depends.partition("PRIVATE")[0].split():
            if target not in ALLOWED[layer] - {layer}:
                yield f"{path}: no arrow {target} <- {layer} is drawn"


def check_tree(root):
    for top in ("analyzer", "rules"):
        for file in sorted((root / top).rglob("*")):
            path = file.relative_to(root)
            if is_example(path):
                continue
            if file.suffix in (".c", ".h", ".inc"):
                yield from check_source(path, file.read_text(encoding="utf-8"))
            elif file.name == "CMakeLists.txt":
                yield from check_targets(path, file.read_text(encoding="utf-8"))


# Rows of support/trees.py.
SELF_TEST = [
    ("analyzer/link/link.h", '#include "facts/facts.h"\n#include "base/map.h"\n', None),
    ("analyzer/link/names.c", '#include "link/program.h"\n', None),
    ("analyzer/link/calls/calls.c", '#include "link/doubts/doubts.h"\n', None),
    ("analyzer/link/types/types.c", '#include "link/program.h"\n', None),
    ("analyzer/link/effects.c", '#include "link/guards/guards.h"\n', None),
    ("rules/blocking/rule.c", '#include "link/link.h"\n', None),
    ("rules/blocking/blocking-sleep/bad.c", '#include "runtime/runtime.h"\n#include <uv.h>\n', None),
    ("analyzer/main.c", '#include "rules/rules.h"\n', None),
    ("analyzer/python/parse.h", "#include <tree_sitter/api.h>\n", None),
    ("analyzer/python/parse_expr.c", '#include "python/parse.h"\n', None),
    ("analyzer/python/parse.c", '#include "python/parser/parser.h"\n', None),
    ("analyzer/python/parser/lexer.c", '#include "python/parser/lexer.h"\n', None),
    ("analyzer/cli/json.c", "#include <jansson.h>\n", None),
    ("analyzer/facts/CMakeLists.txt", "nostall_layer(facts SOURCES a.c DEPENDS base)", None),
    ("analyzer/facts/a.c", '\n  # include "link/link.h"', "a.c:2: .*no arrow link <- facts"),
    ("analyzer/base/b.c", '#include "facts/facts.h"', "no arrow facts <- base"),
    ("analyzer/c/c.c", '#include "python/python.h"', "no arrow python <- c"),
    ("analyzer/report/r.c", '#include "session/session.h"', "no arrow session <- report"),
    ("analyzer/cli/d.c", '#include "engine/engine.h"', "no arrow engine <- cli"),
    ("analyzer/engine/e.c", '#include "link/program.h"', "entered by link/link.h alone"),
    ("analyzer/link/types/u.c", '#include "link/calls/calls.h"', "no arrow calls <- types"),
    ("analyzer/link/doubts/v.c", '#include "link/contexts/contexts.h"', "contexts <- doubts"),
    ("analyzer/link/attic/w.c", '#include "link/names/lookup.h"', "link/attic/ is no room"),
    ("analyzer/session/s.c", '#include "session.h"', "from the root of the includes"),
    ("rules/blocking/t.c", '#include "python/ast.h"', "no arrow python <- rules"),
    ("rules/blocking/u.c", '#include "blocking/kinds.h"', "blocking/ is no layer"),
    ("analyzer/odd/o.c", "", "odd/ is no layer"),
    ("analyzer/python/ast.c", "#include <tree_sitter/api.h>", "tree_sitter/\\* is for"),
    ("analyzer/python/facts.c", '#include "python/parse.h"', "parse.h is for"),
    ("analyzer/python/walk.c", '#include "python/parser/lexer.h"', "python/parser/\\* is for"),
    ("analyzer/engine/j.c", "#include <jansson.h>", "jansson.h is for"),
    ("analyzer/link/CMakeLists.txt", "nostall_layer(link DEPENDS base python)", "python <- link"),
]


if __name__ == "__main__":
    main(check_tree, SELF_TEST)
