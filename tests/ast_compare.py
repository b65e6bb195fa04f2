#!/usr/bin/env python3
"""Compares our Python trees with those of CPython's `ast`, node for node and span for span.

    ast_compare.py DUMP ROOT...        every .py file below the roots
    ast_compare.py DUMP --stdlib       a part of the running Python's standard library

DUMP is the program of tests/support/ast_dump.c. Files that this Python cannot parse are skipped. Both
trees are printed in the notation of ast_print and compared as text; what CPython does not keep (lines
of comments, places after an `@`) is checked against `tokenize` and the source instead. Prints each
disagreement and the counts; exit 1 when there are any.
"""

import argparse
import ast
import io
import multiprocessing
import pathlib
import re
import subprocess
import sys
import sysconfig
import tokenize
import unicodedata
import warnings

STDLIB_PARTS = [
    "ast.py", "asyncio", "collections", "concurrent", "contextlib.py", "dataclasses.py", "email",
    "enum.py", "functools.py", "http", "importlib", "inspect.py", "json", "logging", "typing.py",
    "test/test_asyncgen.py", "test/test_coroutines.py", "test/test_exception_group.py",
    "test/test_fstring.py", "test/test_generators.py", "test/test_genericalias.py",
    "test/test_grammar.py", "test/test_named_expressions.py", "test/test_patma.py",
    "test/test_string_literals.py", "test/test_syntax.py", "test/test_tstring.py",
    "test/test_type_aliases.py", "test/test_type_params.py", "test/test_unpack_ex.py",
    "test/test_with.py",
]  # fmt: skip

PLACE = re.compile(rb" @(\d+)\.\.(\d+)")
NAMED_PLACE = re.compile(rb"(?:name |\d )([^ \n\"]+) @(\d+)\.\.(\d+)")
SHOWN_LINES = 3  # of each file that disagrees


class Printer:
    """Prints a CPython tree as ast_print does."""

    def __init__(self, source: bytes):
        self.source = source
        self.lines = []
        self.starts = line_starts(source)

    def span(self, node) -> tuple[int, int]:
        start = self.starts[node.lineno - 1] + node.col_offset
        return start, self.starts[node.end_lineno - 1] + node.end_col_offset

    def line(self, depth, label, kind, node=None, details=""):
        place = " %d..%d" % self.span(node) if node is not None else ""
        self.lines.append(f"{'  ' * depth}{label}: {kind}{place}{details}")

    def name(self, depth, label, name):
        if name:
            self.lines.append(f"{'  ' * depth}{label}: name {name}")

    def many(self, depth, label, nodes):
        for node in nodes:
            self.node(depth, label, node)

    def node(self, depth, label, node):
        if node is None:
            return
        kind = type(node).__name__
        special = getattr(self, "do_" + kind, None)
        if special:
            special(depth, label, node)
            return
        self.line(depth, label, kind, node, self.details(node))
        for child_label, field in FIELDS[kind]:
            value = getattr(node, field)
            if isinstance(value, list):
                self.many(depth + 1, child_label, value)
            elif isinstance(value, str):
                self.name(depth + 1, child_label, value)
            else:
                self.node(depth + 1, child_label, value)

    def details(self, node) -> str:
        kind = type(node)
        if kind in (ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.AugAssign):
            return " " + type(node.op).__name__
        if kind is ast.Compare:
            return "".join(" " + type(op).__name__ for op in node.ops)
        if kind is ast.Name:
            return " " + node.id
        if kind is ast.Attribute:
            return " " + node.attr
        if kind is ast.AnnAssign:
            return " simple" if node.simple else ""
        if kind is ast.ImportFrom:
            return " " + "." * node.level if node.level else ""
        return ""

    def do_Constant(self, depth, label, node):
        value = node.value
        if value is None or value is True or value is False:
            details = f" {value}"
        elif value is Ellipsis:
            details = " Ellipsis"
        elif isinstance(value, str):
            details = f" str {quoted(value.encode('utf-8', 'surrogatepass'))}"
        elif isinstance(value, bytes):
            details = f" bytes {quoted(value)}"
        else:
            start, end = self.span(node)
            details = f" {type(value).__name__} {quoted(self.source[start:end])}"
        self.line(depth, label, "Constant", node, details)

    def do_Dict(self, depth, label, node):
        self.line(depth, label, "Dict", node)
        for key, value in zip(node.keys, node.values):
            self.node(depth + 1, "key", key)
            self.node(depth + 1, "value" if key else "splat", value)

    def do_comprehension(self, depth, label, node):
        self.line(depth, label, "async" if node.is_async else "sync")
        self.node(depth + 1, "target", node.target)
        self.node(depth + 1, "iter", node.iter)
        self.many(depth + 1, "if", node.ifs)

    def do_keyword(self, depth, label, node):
        self.line(depth, label, "keyword")
        self.name(depth + 1, "arg", node.arg)
        self.node(depth + 1, "value", node.value)

    def do_withitem(self, depth, label, node):
        self.line(depth, label, "withitem")
        self.node(depth + 1, "context_expr", node.context_expr)
        self.node(depth + 1, "optional_vars", node.optional_vars)

    def do_match_case(self, depth, label, node):
        self.line(depth, label, "match_case")
        self.node(depth + 1, "pattern", node.pattern)
        self.node(depth + 1, "guard", node.guard)
        self.many(depth + 1, "body", node.body)

    def do_arguments(self, depth, label, node):
        plain = node.posonlyargs + node.args
        fallbacks = [None] * (len(plain) - len(node.defaults)) + node.defaults
        for i, (arg, fallback) in enumerate(zip(plain, fallbacks)):
            kind = "posonly" if i < len(node.posonlyargs) else "plain"
            self.parameter(depth, kind, arg, fallback)
        self.parameter(depth, "vararg", node.vararg, None)
        for arg, fallback in zip(node.kwonlyargs, node.kw_defaults):
            self.parameter(depth, "kwonly", arg, fallback)
        self.parameter(depth, "kwarg", node.kwarg, None)

    def parameter(self, depth, kind, arg, fallback):
        if arg is None:
            return
        self.line(depth, "parameter", kind)
        self.name(depth + 1, "arg", arg.arg)
        self.node(depth + 1, "annotation", arg.annotation)
        self.node(depth + 1, "default", fallback)

    def do_TypeVar(self, depth, label, node):
        self.line(depth, label, type(node).__name__)
        self.name(depth + 1, "name", node.name)
        self.node(depth + 1, "bound", getattr(node, "bound", None))
        self.node(depth + 1, "default", getattr(node, "default_value", None))

    do_TypeVarTuple = do_ParamSpec = do_TypeVar

    def do_TypeAlias(self, depth, label, node):
        self.line(depth, label, "TypeAlias", node)
        self.name(depth + 1, "name", node.name.id)
        self.many(depth + 1, "type_param", node.type_params)
        self.node(depth + 1, "value", node.value)

    def do_NamedExpr(self, depth, label, node):
        self.line(depth, label, "NamedExpr", node)
        self.name(depth + 1, "target", node.target.id)
        self.node(depth + 1, "value", node.value)

    def do_Global(self, depth, label, node):
        self.line(depth, label, type(node).__name__, node)
        for name in node.names:
            self.name(depth + 1, "name", name)

    do_Nonlocal = do_Global

    def do_MatchSingleton(self, depth, label, node):
        self.line(depth, label, "MatchValue", node)
        constant = ast.copy_location(ast.Constant(node.value), node)
        self.node(depth + 1, "value", constant)

    def do_MatchMapping(self, depth, label, node):
        self.line(depth, label, "MatchMapping", node)
        for key, pattern in zip(node.keys, node.patterns):
            self.node(depth + 1, "key", key)
            self.node(depth + 1, "pattern", pattern)
        self.name(depth + 1, "rest", node.rest)

    def do_MatchClass(self, depth, label, node):
        self.line(depth, label, "MatchClass", node)
        self.node(depth + 1, "cls", node.cls)
        self.many(depth + 1, "pattern", node.patterns)
        for name, pattern in zip(node.kwd_attrs, node.kwd_patterns):
            self.name(depth + 1, "kwd", name)
            self.node(depth + 1, "kwd_pattern", pattern)

    def do_JoinedStr(self, depth, label, node):
        self.line(depth, label, type(node).__name__, node)
        for part in node.values:
            if isinstance(part, ast.Constant):
                continue
            self.line(depth + 1, "part", f"!{chr(part.conversion)}" if part.conversion > 0 else "-")
            self.node(depth + 2, "value", part.value)
            for spec in specification(part):
                self.node(depth + 2, "spec", spec)

    do_TemplateStr = do_JoinedStr


# Label and field of the children, in the order of ast_print; what is not here has a method above.
FIELDS = {
    "FunctionDef": [("decorator", "decorator_list"), ("name", "name"),
                    ("type_param", "type_params"), ("", "args"), ("returns", "returns"),
                    ("body", "body")],
    "ClassDef": [("decorator", "decorator_list"), ("name", "name"), ("type_param", "type_params"),
                 ("base", "bases"), ("keyword", "keywords"), ("body", "body")],
    "Return": [("value", "value")],
    "Delete": [("target", "targets")],
    "Assign": [("target", "targets"), ("value", "value")],
    "AugAssign": [("target", "target"), ("value", "value")],
    "AnnAssign": [("target", "target"), ("annotation", "annotation"), ("value", "value")],
    "For": [("target", "target"), ("iter", "iter"), ("body", "body"), ("orelse", "orelse")],
    "While": [("test", "test"), ("body", "body"), ("orelse", "orelse")],
    "If": [("test", "test"), ("body", "body"), ("orelse", "orelse")],
    "With": [("item", "items"), ("body", "body")],
    "Match": [("subject", "subject"), ("case", "cases")],
    "Raise": [("exc", "exc"), ("cause", "cause")],
    "Try": [("body", "body"), ("handler", "handlers"), ("orelse", "orelse"),
            ("finalbody", "finalbody")],
    "ExceptHandler": [("type", "type"), ("name", "name"), ("body", "body")],
    "Assert": [("test", "test"), ("msg", "msg")],
    "Import": [("alias", "names")],
    "ImportFrom": [("module", "module"), ("alias", "names")],
    "alias": [("name", "name"), ("asname", "asname")],
    "Expr": [("value", "value")],
    "Pass": [], "Break": [], "Continue": [], "Name": [],
    "BoolOp": [("value", "values")],
    "BinOp": [("left", "left"), ("right", "right")],
    "UnaryOp": [("operand", "operand")],
    "Lambda": [("", "args"), ("body", "body")],
    "IfExp": [("test", "test"), ("body", "body"), ("orelse", "orelse")],
    "Set": [("elt", "elts")], "List": [("elt", "elts")], "Tuple": [("elt", "elts")],
    "ListComp": [("elt", "elt"), ("generator", "generators")],
    "DictComp": [("key", "key"), ("value", "value"), ("generator", "generators")],
    "Await": [("value", "value")], "Yield": [("value", "value")],
    "YieldFrom": [("value", "value")], "Starred": [("value", "value")],
    "Compare": [("left", "left"), ("comparator", "comparators")],
    "Call": [("func", "func"), ("arg", "args"), ("keyword", "keywords")],
    "Attribute": [("value", "value")],
    "Subscript": [("value", "value"), ("slice", "slice")],
    "Slice": [("lower", "lower"), ("upper", "upper"), ("step", "step")],
    "MatchValue": [("value", "value")],
    "MatchSequence": [("pattern", "patterns")], "MatchOr": [("pattern", "patterns")],
    "MatchStar": [("name", "name")],
    "MatchAs": [("pattern", "pattern"), ("name", "name")],
}  # fmt: skip
FIELDS["AsyncFunctionDef"] = FIELDS["FunctionDef"]
FIELDS["AsyncFor"] = FIELDS["For"]
FIELDS["AsyncWith"] = FIELDS["With"]
FIELDS["TryStar"] = FIELDS["Try"]
FIELDS["SetComp"] = FIELDS["GeneratorExp"] = FIELDS["ListComp"]
if sys.version_info < (3, 12):
    for kind in ("FunctionDef", "ClassDef"):
        FIELDS[kind].remove(("type_param", "type_params"))


def specification(part) -> list:
    """The expressions in a format specification, those within their own specifications after them."""
    found = []
    for inner in part.format_spec.values if part.format_spec else []:
        if not isinstance(inner, ast.Constant):
            found.append(inner.value)
            found.extend(specification(inner))
    return found


def quoted(data: bytes) -> str:
    parts = []
    for byte in data:
        plain = 0x20 <= byte <= 0x7E and byte not in (0x22, 0x5C)
        parts.append(chr(byte) if plain else f"\\x{byte:02x}")
    return '"' + "".join(parts) + '"'


def line_starts(source: bytes) -> list[int]:
    """Offsets of lines as CPython counts them; a byte order mark is not part of the first."""
    starts = [3 if source.startswith(b"\xef\xbb\xbf") else 0]
    starts += [match.end() for match in re.finditer(rb"\r\n|\r|\n", source)]
    return starts


def comment_lines(source: bytes) -> list[str]:
    starts = line_starts(source)
    lines = source.decode().splitlines(keepends=True)
    found = []
    text = source.decode("utf-8-sig")
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    for token in tokenize.generate_tokens(io.StringIO(text, newline="").readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            start = starts[row - 1] + len(lines[row - 1][:column].encode())
            found.append(f"comment: comment {start}..{start + len(token.string.encode())}")
    return found


def expected_lines(source: bytes) -> list[str]:
    printer = Printer(source)
    printer.many(0, "body", ast.parse(source).body)
    return printer.lines + comment_lines(source)


def wrong_places(source: bytes, ours: bytes) -> list[str]:
    """Names whose place does not spell them."""
    wrong = []
    for match in NAMED_PLACE.finditer(ours):
        name, start, end = match[1], int(match[2]), int(match[3])
        spelled = re.sub(rb"[ \t\f\r\n\\]|#[^\n]*", b"", source[start:end])
        if spelled != name:
            wrong.append(f"{match[0].decode()} is spelled {spelled!r}")
    return wrong


def is_character_name(source: bytes, want: str, have: str) -> bool:
    """A string with \\N{...}, whose value we cannot know."""
    place = re.search(r": Constant (\d+)\.\.(\d+) str ", want)
    if not place or place[0] not in have:
        return False
    return rb"\N{" in source[int(place[1]) : int(place[2])]


def differences(source: bytes, ours: bytes, want: list[str]) -> list[str]:
    text = unicodedata.normalize("NFKC", PLACE.sub(b"", ours).decode("utf-8", "surrogateescape"))
    have = text.split("\n")[:-1]
    found = [f"problem without a reason: {line}" for line in have if line.startswith("problem: ")]
    have = [line for line in have if not line.startswith("problem: ")]
    for number, (a, b) in enumerate(zip(want, have)):
        if a != b and not is_character_name(source, a, b):
            found.append(f"line {number + 1}: want {a.strip()}\n{' ' * 8}have {b.strip()}")
            break
    else:
        if len(want) != len(have):
            found.append(f"want {len(want)} lines, have {len(have)}")
    return found + wrong_places(source, ours)


class Dump:
    def __init__(self, program: str, *options: str):
        pipe = subprocess.PIPE
        self.process = subprocess.Popen([program, *options], stdin=pipe, stdout=pipe)

    def print(self, path: str) -> bytes:
        self.process.stdin.write(path.encode("utf-8", "surrogateescape") + b"\n")
        self.process.stdin.flush()
        size = self.process.stdout.readline()
        if not size:
            raise RuntimeError(f"{path}: the program ended")  # SystemExit would only end this worker
        return self.process.stdout.read(int(size))


def compare(path: str) -> tuple[str, str, list[str]]:
    source = pathlib.Path(path).read_bytes()
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
        if encoding not in ("utf-8", "utf-8-sig", "ascii"):
            return path, "skipped", []
        want = expected_lines(source)
    except (SyntaxError, ValueError, RecursionError, tokenize.TokenError, UnicodeError):
        worker.dump.print(path)  # it must survive, no more
        return path, "skipped", []
    found = differences(source, worker.dump.print(path), want)
    return path, "different" if found else "equal", found


def worker(program: str):
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(20000)
    worker.dump = Dump(program)


def files(roots: list[str]) -> list[str]:
    found = []
    for root in map(pathlib.Path, roots):
        found += [root] if root.is_file() else sorted(root.rglob("*.py"))
    return [str(path) for path in found if path.is_file()]


def stdlib_roots() -> list[str]:
    stdlib = pathlib.Path(sysconfig.get_path("stdlib"))
    return [str(stdlib / part) for part in STDLIB_PARTS if (stdlib / part).exists()]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("dump", help="the program of tests/support/ast_dump.c")
    parser.add_argument("roots", nargs="*")
    parser.add_argument("--stdlib", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    if not pathlib.Path(options.dump).is_file():
        parser.error(f"there is no {options.dump}")
    paths = files(options.roots + (stdlib_roots() if options.stdlib else []))
    counts = {"equal": 0, "different": 0, "skipped": 0}
    with multiprocessing.Pool(options.jobs, worker, [options.dump]) as pool:
        for path, verdict, found in pool.imap(compare, paths, chunksize=4):
            counts[verdict] += 1
            if found:
                print(path)
            for text in found[:SHOWN_LINES]:
                print("   ", text)
    print(", ".join(f"{count} {verdict}" for verdict, count in counts.items()))
    return 1 if counts["different"] or not counts["equal"] else 0


if __name__ == "__main__":
    sys.exit(main())
