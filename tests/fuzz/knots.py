#!/usr/bin/env python3
"""Programs whose names are tied to one another, and to themselves: what crashes the linker is not odd bytes but a
table that is put into itself, a class that is handed to its own constructor, a decorator that decorates itself.

    knots.py NOSTALL [--programs N] [--seed S] [--keep FOLDER]

writes N small packages, each from a seed of its own, and runs `nostall check` over all of them at once. When that run
ends badly (a signal, a sanitizer's report, exit 2, a minute of time, other bytes with four threads than with one) each
package is run by itself, and the first that does so is printed, with as few lines as it takes; where none does, as
few of them as it takes. Exit 1 then.
"""
import argparse
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable

NAMES = ["ash", "birch", "cedar", "elm", "fir", "hazel", "larch", "oak"]
ATTRIBUTES = ["left", "right", "inner", "step"]
LOCALS = ["one", "two"]
TIME_LIMIT_S = 60
LIBRARY = """asyncio.get_running_loop().call_soon(?, ?)|asyncio.get_event_loop().run_in_executor(None, ?, ?)|
asyncio.run(?)|asyncio.wait_for(?, 1)|asyncio.shield(?)|asyncio.Queue()|asyncio.Lock()|asyncio.ensure_future(?)|
threading.Thread(target=?, args=(?,))|threading.Lock()|threading.Timer(1, ?)|
concurrent.futures.ThreadPoolExecutor().submit(?, ?)|concurrent.futures.ThreadPoolExecutor(?).map(?, ?)|
functools.lru_cache(?)|functools.cached_property(?)|functools.reduce(?, ?)|functools.singledispatch(?)|functools.wraps(?)|
contextlib.ExitStack().enter_context(?)|contextlib.closing(?)|contextlib.suppress(?)|contextlib.nullcontext(?)|
contextvars.ContextVar('a', default=?)|itertools.chain(?, ?)|operator.attrgetter('left')(?)|operator.methodcaller('step')(?)|
dataclasses.field(default_factory=?)|dataclasses.replace(?, left=?)|weakref.ref(?)|weakref.finalize(?, ?)|
collections.defaultdict(?)|collections.namedtuple('Pair', 'left right')(?, ?)|types.SimpleNamespace(left=?)|
requests.Session().get(?)|sqlite3.connect(?).execute(?)|open(?).read()|pathlib.Path(?).read_text()|subprocess.run(?)|
socket.socket().recv(?)|signal.signal(2, ?)|atexit.register(?)|iter(?, None)|next(?)|list(?)|reversed(?)|zip(?, ?)|
enumerate(?)|filter(?, ?)|min(?, key=?)|isinstance(?, ?)|hasattr(?, 'left')|setattr(?, 'left', ?)|super(?, ?)|vars(?)|
globals()['oak']|property(?, ?)|staticmethod(?)|classmethod(?)|typing.NewType('Oak', ?)|copy.copy(?)|inspect.iscoroutine(?)
""".replace("\n", "").split("|")
TESTS = """?|not ?|? is None|? is not None|? == 1|? == 'a'|? in ?|isinstance(?, ?)|callable(?)|hasattr(?, 'left')|? and ?|
len(?) > 1|asyncio.iscoroutinefunction(?)|? is ?|not ? or ?""".replace("\n", "").split("|")
MODULES = ("trunk", "root")


class Writer:
    """Writes one program; what a name may stand for is decided by chance alone."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.depth = self.random.choice([0, 1, 1, 2])  # plain programs resolve further
        self.size = self.random.choice([1, 2, 4])
        self.lines: list[str] = []
        self.in_async = False
        self.in_class = False

    def pick(self, *choices: str) -> str:
        return self.random.choice(choices)

    def name(self) -> str:
        pool = NAMES + LOCALS * 2
        return "self" if self.in_class and self.random.random() < 0.3 else self.random.choice(pool)

    def expr(self, depth: int = 0) -> str:
        if depth > self.depth or self.random.random() < 0.25:
            return self.name()
        inner = lambda: self.expr(depth + 1)  # noqa: E731
        attribute = self.random.choice(ATTRIBUTES)
        makers = [
            lambda: f"{inner()}({inner()})",
            lambda: f"{inner()}({inner()}, {inner()})",
            lambda: f"{inner()}({self.random.choice(LOCALS)}={inner()})",
            lambda: f"{inner()}()",
            lambda: f"{inner()}.{attribute}",
            lambda: f"{inner()}.{attribute}({inner()})",
            lambda: f"{inner()}[{inner()}]",
            lambda: f"[{inner()}, {inner()}]",
            lambda: "{'a': " + inner() + ", 'b': " + inner() + "}",
            lambda: f"({inner()}, {inner()})",
            lambda: f"(lambda one, two=None: {inner()})",
            lambda: f"functools.partial({inner()}, {inner()})",
            lambda: f"({inner()} if {inner()} else {inner()})",
            lambda: f"({inner()} or {inner()})",
            lambda: f"({inner()} + {inner()})",
            lambda: f"[{inner()} for one in {inner()}]",
            lambda: f"({inner()} for two in {inner()} if {inner()})",
            lambda: f"map({inner()}, {inner()})",
            lambda: f"sorted({inner()}, key={inner()})",
            lambda: f"getattr({inner()}, {attribute!r})",
            lambda: f"type({inner()})",
            lambda: f"dict(a={inner()}, **{inner()})",
            lambda: f"{inner()}(*{inner()}, **{inner()})",
            lambda: 'f"{' + self.name() + '}"',
            lambda: f"asyncio.create_task({inner()})",
            lambda: f"asyncio.to_thread({inner()}, {inner()})",
            lambda: f"contextlib.contextmanager({inner()})",
            lambda: f"functools.wraps({inner()})({inner()})",
            lambda: f"typing.cast({self.random.choice(NAMES)!r}, {inner()})",
            lambda: f"{inner()}.{self.pick('get', 'pop', 'append', 'copy', 'values', 'items')}({inner()})",
        ]
        makers += [lambda: self.library(inner), lambda: self.library(inner), lambda: self.test(inner)]
        if self.in_class:
            makers += [lambda: f"self.{attribute}", lambda: f"super().{attribute}", lambda: f"self.{attribute}({inner()})"]
        if self.in_async:
            makers += [lambda: f"(await {inner()})", lambda: f"asyncio.gather({inner()}, *{inner()})"]
        return self.random.choice(makers)()

    def library(self, inner: Callable[[], str]) -> str:
        """What knowledge has rows for: things that call, keep, hand on or make something of what they are given."""
        return self.pick(*LIBRARY).replace("?", "\0").replace("\0", inner(), 1).replace("\0", self.name())

    def test(self, inner: Callable[[], str]) -> str:
        return "(" + self.pick(*TESTS).replace("?", "\0").replace("\0", inner(), 1).replace("\0", self.name()) + ")"

    def target(self) -> str:
        roll = self.random.random()
        if self.in_class and roll < 0.4:
            return f"self.{self.random.choice(ATTRIBUTES)}"
        if roll < 0.55:
            return f"{self.random.choice(NAMES)}.{self.random.choice(ATTRIBUTES)}"
        if roll < 0.65:
            return f"{self.random.choice(NAMES)}[{self.expr(2)}]"
        return self.random.choice(LOCALS)

    def put(self, depth: int, text: str) -> None:
        self.lines.append("    " * depth + text)

    def statement(self, depth: int) -> None:
        roll = self.random.random()
        aside = "async " if self.in_async and self.random.random() < 0.4 else ""
        if roll < 0.25:
            self.put(depth, f"{self.target()} = {self.expr()}")
        elif roll < 0.45:
            self.put(depth, self.expr())
        elif roll < 0.55:
            self.put(depth, f"{self.random.choice(NAMES)}.{self.pick('append', 'update', 'add', 'setdefault')}({self.expr()})")
        elif roll < 0.63 and depth < 4:
            self.put(depth, f"{aside}for {self.random.choice(LOCALS)} in {self.expr()}:")
            self.statement(depth + 1)
        elif roll < 0.70 and depth < 4:
            self.put(depth, f"{aside}with {self.expr()} as {self.random.choice(LOCALS)}:")
            self.statement(depth + 1)
        elif roll < 0.75 and depth < 4:
            self.put(depth, self.pick("if ", "if ", "while ") + self.test(self.expr) + ":")
            self.statement(depth + 1)
        elif roll < 0.79 and depth < 4:
            self.put(depth, "try:")
            self.statement(depth + 1)
            self.put(depth, f"except {self.pick('Exception', 'ValueError', 'KeyError')}:")
            self.statement(depth + 1)
        elif roll < 0.83:
            self.put(depth, f"yield {self.expr()}")
        elif roll < 0.86:
            self.put(depth, self.pick("time.sleep(1)", "open('a').read()", "asyncio.run(oak())"))
        elif roll < 0.89 and depth < 3:
            self.function(depth, self.random.choice(LOCALS))
        else:
            self.put(depth, f"return {self.expr()}")

    def function(self, depth: int, name: str, is_method: bool = False) -> None:
        was_async, self.in_async = self.in_async, self.random.random() < 0.35
        while self.random.random() < 0.3:
            self.put(depth, "@" + self.pick(self.random.choice(NAMES), "functools.lru_cache", "property" if is_method
                                            else "contextlib.contextmanager", f"{self.random.choice(NAMES)}({self.expr(2)})"))
        first = ["self"] if is_method else []
        annotation = self.pick("", "", f": {self.random.choice(NAMES)!r}", f": 'list[{self.random.choice(NAMES)}]'")
        default = self.pick("", "=None", f"={self.random.choice(NAMES)}")
        rest = self.pick("", "", ", *args, **kwargs")
        parameters = ", ".join(first + [f"one{annotation}{default}", "two=None"]) + rest
        returns = self.pick("", "", f" -> {self.random.choice(NAMES)!r}")
        self.put(depth, f"{'async ' if self.in_async else ''}def {name}({parameters}){returns}:")
        for _ in range(self.random.randint(1, self.size)):
            self.statement(depth + 1)
        self.in_async = was_async

    def klass(self, name: str) -> None:
        bases = ", ".join(self.random.sample(NAMES, self.random.randint(0, 2)))
        if self.random.random() < 0.2:
            self.put(0, "@dataclasses.dataclass")
        self.put(0, f"class {name}({bases}):")
        self.in_class = True
        for attribute in self.random.sample(ATTRIBUTES, 2):
            if self.random.random() < 0.4:
                self.put(1, f"{attribute}: {self.random.choice(NAMES)!r} = {self.random.choice(NAMES)}")
        methods = ["__init__", "__call__", "__enter__", "__exit__", "__iter__", "__next__", "__getattr__", "__getitem__",
                   "__len__", "__eq__", "__new__", "__aenter__", "__await__", "__set_name__", "__get__", *ATTRIBUTES]
        for method in self.random.sample(methods, self.random.randint(1, 5)):
            self.function(1, method, is_method=True)
        self.in_class = False

    def program(self, other: str) -> str:
        self.lines = ["import asyncio, atexit, collections, concurrent.futures, contextlib, contextvars, copy, dataclasses",
                      "import functools, inspect, itertools, operator, pathlib, requests, signal, socket, sqlite3",
                      "import subprocess, threading, time, types, typing, weakref",
                      f"from .{other} import {', '.join(self.random.sample(NAMES, self.random.randint(1, 3)))}"]
        for name in self.random.sample(NAMES, len(NAMES)):
            roll = self.random.random()
            if roll < 0.35:
                self.function(0, name)
            elif roll < 0.65:
                self.klass(name)
            elif roll < 0.9:
                self.put(0, f"{name} = {self.expr()}")
            else:
                self.put(0, f"{name} = {self.pick('[]', '{}', 'None', 'functools.partial')}")
        for _ in range(3):
            self.put(0, f"{self.random.choice(NAMES)}.{self.pick('append', 'left', 'update')}({self.expr()})")
        return "\n".join(self.lines) + "\n"


def write(package: pathlib.Path, seed: int) -> None:
    (package / "__init__.py").write_text("")
    writer = Writer(seed)
    for module, other in zip(MODULES, reversed(MODULES)):
        (package / f"{module}.py").write_text(writer.program(other))


def is_python(file: pathlib.Path) -> bool:
    warnings.simplefilter("ignore")
    try:
        compile(file.read_text(), file.name, "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True


def ends_badly(nostall: pathlib.Path, folder: pathlib.Path, limit_s: float) -> str:
    command = [nostall, "check", "--no-cache", "--no-environment", "--exit-zero", "--preset", "strict",
               "--min-confidence", "possible", "--output-format", "json", folder, "--jobs"]
    said = []
    for jobs in ("1", "4"):
        try:
            ended = subprocess.run([*command, jobs], capture_output=True, timeout=limit_s)
        except subprocess.TimeoutExpired:
            return f"no end after {limit_s} s"
        if b"C files are not analysed" in ended.stderr:
            sys.exit(ended.stderr.decode(errors="replace"))
        if ended.returncode != 0:
            return f"exit {ended.returncode}: {ended.stderr[-2000:].decode(errors='replace')}"
        said.append(ended.stdout)
    return "" if said[0] == said[1] else "one thread and four do not say the same"


def files_of(package: pathlib.Path) -> list[pathlib.Path]:
    return sorted(path for path in package.rglob("*") if path.is_file())


def shrink(nostall: pathlib.Path, package: pathlib.Path, limit_s: float) -> None:
    """Takes lines away as long as it still ends badly and is what the language allows."""
    for path in files_of(package):
        must_compile = path.suffix == ".py" and is_python(path)
        lines = path.read_text().splitlines(keepends=True)
        size = max(len(lines) // 2, 1)
        while size > 0:
            at = 0
            while at < len(lines):
                fewer = lines[:at] + lines[at + size:]
                path.write_text("".join(fewer))
                if (not must_compile or is_python(path)) and ends_badly(nostall, package, limit_s):
                    lines = fewer
                else:
                    at += size
            size //= 2
        path.write_text("".join(lines))


def drop_needless(nostall: pathlib.Path, folder: pathlib.Path, aside: pathlib.Path) -> None:
    """Takes packages away as long as the rest still ends badly."""
    for package in sorted(folder.iterdir()):
        package.rename(aside)
        if ends_badly(nostall, folder, TIME_LIMIT_S):
            shutil.rmtree(aside)
        else:
            aside.rename(package)


def look(nostall: pathlib.Path, folder: pathlib.Path, seeds: range, write: Callable) -> int:
    for seed in seeds:
        package = folder / f"knot{seed}"
        package.mkdir(parents=True)
        write(package, seed)
    if not ends_badly(nostall, folder, TIME_LIMIT_S):
        return 0
    alone = (package for package in sorted(folder.iterdir()) if ends_badly(nostall, package, TIME_LIMIT_S / 4))
    culprit = next(alone, folder)
    if culprit == folder:
        drop_needless(nostall, folder, folder.with_name("aside"))
    limit_s = TIME_LIMIT_S if culprit == folder else TIME_LIMIT_S / 4
    shrink(nostall, culprit, limit_s)
    print(f"{culprit.name}: {ends_badly(nostall, culprit, limit_s)}")
    for path in files_of(culprit):
        print(f"--- {path.relative_to(culprit)}\n{path.read_text()}")
    return 1


def main(description: str, write: Callable[[pathlib.Path, int], None]) -> int:
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("nostall", type=pathlib.Path)
    parser.add_argument("--programs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=pathlib.Path, help="where the programs stay")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or pathlib.Path(temporary) / "knots"
        return look(options.nostall, folder, range(options.seed, options.seed + options.programs), write)


if __name__ == "__main__":
    sys.exit(main(__doc__, write))
