"""The programs that nostall is laid beside: how each is installed, asked and read.

They are installed on first use, pinned below, into a folder that the caller names. A peer's codes and
our rules are compared by families: what they are about, not what they are called.
"""

import ast
import functools
import json
import os
import pathlib
import re
import subprocess
import tempfile
import venv

from support.trees import ROOT

REQUIREMENTS = ["ruff==0.17.6", "flake8-async==26.8.1", "libcst==1.9.0"]
PYRIGHT = "pyright@1.1.414"
PYRIGHT_HEAP_MB = 3000

BLOCKING = "blocking"
TASK = "task"
AWAIT = "await"
CANCEL = "cancellation"
# The codes of the peers that speak of what nostall's families are about; others are counted apart.
# For pyright a dropped `gather(...)` and a dropped task are one.
PEER_FAMILIES = [
    (r"ASYNC2\d\d", {BLOCKING}),
    (r"RUF006|ASYNC300", {TASK}),
    (r"ASYNC10[34]", {CANCEL}),
    (r"ASYNC105|PLE1142|await-outside-async", {AWAIT}),
    (r"reportUnusedCallResult", {TASK, AWAIT}),
    (r"report.*", {AWAIT}),
]


@functools.cache
def families_of_rules():
    """Rule -> its family, the folder that it stands in."""
    return {page.parent.name: page.parent.parent.name for page in ROOT.glob("rules/*/*/rule.md")}


def family_of_rule(rule):
    return families_of_rules()[rule]


def families_of_code(code, table=PEER_FAMILIES):
    return next((found for pattern, found in table if re.fullmatch(pattern, code)), set())


# ---- Running programs ----------------------------------------------------------------------------


def python_of(folder):
    """A Python with pip in an environment of its own, made on first use."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    return python


class Failure(Exception):
    """A peer came to no end, or ended in another way than with its findings."""


def output_of(command, cwd, limit_s, env=None):
    try:
        done = subprocess.run(
            command, cwd=cwd, env=env, capture_output=True, text=True, timeout=limit_s
        )
    except subprocess.TimeoutExpired:
        raise Failure(f"no end within {limit_s} s") from None
    if done.returncode not in (0, 1):
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise Failure(f"exit code {done.returncode}: {last}")
    return done.stdout


# ---- The peers ----------------------------------------------------------------------------------


class Peer:
    """A program that is laid beside nostall.

    findings(root, projects, files): triples of file, line and code; `files` are those of some
    projects, which are folders below `root`, named from there.
    """

    name = version = ""
    batch_kb = limit_s = 0

    def __init__(self, folder):
        self.folder = folder

    @property
    def program(self):
        return self.folder / "python" / "bin" / self.name

    def install(self):
        if not self.program.exists():
            command = [python_of(self.folder / "python"), "-m", "pip", "install", "--quiet"]
            subprocess.run([*command, *REQUIREMENTS], check=True)

    def wants(self, path):
        return path.suffix == ".py"


class Ruff(Peer):
    name, version = "ruff", "0.17.6"
    batch_kb, limit_s = 20_000, 300
    SELECT = "ASYNC,RUF006,PLE1142"

    def findings(self, root, _projects, files):
        command = [self.program, "check", "--isolated", "--preview", "--no-cache", "--exit-zero"]
        command += ["--ignore-noqa", "--select", self.SELECT, "--output-format", "json"]
        for found in json.loads(output_of([*command, *files], root, self.limit_s)):
            path = pathlib.Path(found["filename"]).relative_to(root)
            yield str(path), found["location"]["row"], found["code"]


class Flake8Async(Peer):
    name, version = "flake8-async", "26.8.1"
    batch_kb, limit_s = 300, 240
    LINE = re.compile(r"^(.*?):(\d+):\d+: (ASYNC\d+)")

    def wants(self, path):
        return path.suffix == ".py" and b"async" in path.read_bytes()

    def findings(self, root, _projects, files):
        command = [self.program, "--disable-noqa", *files]
        for line in output_of(command, root, self.limit_s).splitlines():
            if match := self.LINE.match(line):
                yield match[1], int(match[2]), match[3]


class Pyright(Peer):
    """What it knows of coroutines, tasks and futures, with the dependencies of a package absent."""

    name, version = "pyright", PYRIGHT.partition("@")[2]
    batch_kb, limit_s = 3000, 600
    # Its rules that concern us, and what their message says when they do.
    RULES = {
        "reportUnusedCoroutine": r"",
        "reportUnusedCallResult": r'of type "(CoroutineType|Task|Future)\[',
        "reportUnnecessaryComparison": r"coroutine|CoroutineType\[",
        "reportArgumentType": r'^Argument of type "(\([^"]*\) -> )?CoroutineType\[',
        "reportAttributeAccessIssue": r'class "CoroutineType\[',
        "reportGeneralTypeIssues": r'^"CoroutineType\[',
        "reportIndexIssue": r'type "CoroutineType\[',
        "reportOperatorIssue": r'types? "CoroutineType\[',
    }
    OUTSIDE = re.compile(r'"await" allowed only|Use of "async" not allowed')
    SETTINGS = {
        "typeCheckingMode": "off",
        "pythonVersion": "3.13",
        "pythonPlatform": "Linux",
        "exclude": [],
        "reportMissingImports": "none",
        "reportMissingModuleSource": "none",
        **dict.fromkeys(RULES, "error"),
    }

    @property
    def program(self):
        return self.folder / "node" / "node_modules" / ".bin" / "pyright"

    @property
    def empty_env(self):
        """An environment that has no package but pip."""
        return self.folder.parent / "pip"

    def install(self):
        python_of(self.empty_env)
        if not self.program.exists():
            command = ["npm", "install", "--loglevel=error", "--no-audit", "--no-fund"]
            subprocess.run([*command, "--prefix", self.folder / "node", PYRIGHT], check=True)

    def findings(self, root, projects, files):
        env = os.environ | {"NODE_OPTIONS": f"--max-old-space-size={PYRIGHT_HEAP_MB}"}
        with tempfile.TemporaryDirectory() as project:
            to_root = os.path.relpath(root, project)
            settings = self.SETTINGS | {
                "include": [f"{to_root}/{path}" for path in files],
                "executionEnvironments": [{"root": f"{to_root}/{path}"} for path in projects],
            }
            pathlib.Path(project, "pyrightconfig.json").write_text(json.dumps(settings))
            command = [self.program, "--project", project, "--outputjson"]
            command += ["--pythonpath", python_of(self.empty_env)]
            out = output_of(command, root, self.limit_s, env)
        for found in json.loads(out)["generalDiagnostics"]:
            if code := self.code_of(found):
                path = pathlib.Path(found["file"]).relative_to(root)
                yield str(path), found["range"]["start"]["line"] + 1, code

    def code_of(self, found):
        rule, message = found.get("rule", ""), found["message"].splitlines()[0]
        if self.OUTSIDE.search(message):
            return "await-outside-async"
        return rule if rule in self.RULES and re.search(self.RULES[rule], message) else None


PEERS = {peer.name: peer for peer in (Ruff, Flake8Async, Pyright)}


# ---- Places --------------------------------------------------------------------------------------


@functools.cache
def places_in(path):
    """For each line the start of the innermost statement and of the innermost handler around it."""
    statements, handlers = {}, {}
    try:
        tree = ast.parse(path.read_bytes())
    except (SyntaxError, ValueError):
        return statements, handlers
    for node in ast.walk(tree):
        into = handlers if isinstance(node, ast.ExceptHandler) else statements
        if isinstance(node, (ast.stmt, ast.ExceptHandler)):
            into.update(dict.fromkeys(range(node.lineno, node.end_lineno + 1), node.lineno))
    return statements, handlers


def place_of(path, row, family):
    """The first line of the statement that the line is in; of the handler, for cancellation."""
    statements, handlers = places_in(path)
    if family == CANCEL and row in handlers:
        return handlers[row]
    return statements.get(row, row)
