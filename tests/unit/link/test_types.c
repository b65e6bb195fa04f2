// Types, as far as calls need them: annotations, constructors, returns, attributes, containers.
#include "story.h"
#include "support/test.h"

typedef struct Row {
  const char *name;
  const char *source;
  const char *want;
} Row;

static void typing(const Row *row) {
  Story *story = story_link(row->source);
  assert_str_equal(story_effects(story), str_from_c(row->want));
  story_release(story);
}

#define READ(where) "main.py: " where ": blocking-file-io: pathlib.Path.read_text\n"
#define PATH        "from pathlib import Path\n"

static const Row rows[] = {
    {"constructor", PATH "async def f():\n    p = Path('x')\n    p.read_text()\n", READ("f")},
    {"temporary", PATH "async def f():\n    Path('x').read_text()\n", READ("f")},
    {"annotated parameter", PATH "async def f(p: Path):\n    p.read_text()\n", READ("f")},
    {"quoted annotation", PATH "async def f(p: 'Path'):\n    p.read_text()\n", READ("f")},
    {"Optional",
     PATH "from typing import Optional\nasync def f(p: Optional[Path] = None):\n"
          "    p.read_text()\n",
     READ("f")},
    {"X | None", PATH "async def f(p: Path | None = None):\n    p.read_text()\n", READ("f")},
    {"Annotated",
     PATH "from typing import Annotated\nasync def f(p: Annotated[Path, 1]):\n"
          "    p.read_text()\n",
     READ("f")},
    {"union with something else is a guess",
     PATH "from io import StringIO\nasync def f(p: Path | StringIO):\n    p.read_text()\n",
     "main.py: f: blocking-file-io: pathlib.Path.read_text (possible)\n"},
    {"alias of a type",
     PATH "from typing import Optional\nMaybe = Optional[Path]\n"
          "async def f(p: Maybe):\n    p.read_text()\n",
     READ("f")},
    {"type statement", PATH "type P = Path | None\nasync def f(p: P):\n    p.read_text()\n",
     READ("f")},
    {"bound of a type variable",
     PATH "from typing import TypeVar\nT = TypeVar('T', bound=Path)\n"
          "async def f(p: T):\n    p.read_text()\n",
     "main.py: f: blocking-file-io: pathlib.Path.read_text (probable)\n"},
    {"quoted bound",
     PATH "from typing import TypeVar\nT = TypeVar('T', bound='Path')\n"
          "async def f(p: T | None):\n    p.read_text()\n",
     "main.py: f: blocking-file-io: pathlib.Path.read_text (probable)\n"},
    {"bound of a class's type parameter",
     PATH "class C[T: Path]:\n    async def f(self, p: T):\n        p.read_text()\n",
     "main.py: C.f: blocking-file-io: pathlib.Path.read_text (probable)\n"},
    {"type variable without a bound",
     PATH "from typing import TypeVar\nT = TypeVar('T')\n"
          "async def f(p: T):\n    p.read_text()\n",
     ""},
    {"type variable bound to itself",
     "from typing import TypeVar\nT = TypeVar('T', bound='T')\n"
     "async def f(p: T):\n    p.read_text()\n",
     ""},
    {"variable of a context",
     PATH "from contextvars import ContextVar\nv: ContextVar[Path] = ContextVar('v')\n"
          "async def f():\n    v.get().read_text()\n",
     READ("f")},
    {"operator", PATH "async def f(p: Path):\n    (p / 'x').read_text()\n", READ("f")},
    {"reflected operator", PATH "async def f(p: Path):\n    ('x' / p).read_text()\n", READ("f")},
    {"attribute of a library class", PATH "async def f(p: Path):\n    p.parent.read_text()\n",
     READ("f")},
    {"class method of a library class", PATH "async def f():\n    Path.cwd().read_text()\n",
     "main.py: f: blocking-path-metadata: pathlib.Path.cwd\n" READ("f")},
    {"list elements",
     PATH "async def f(ps: list[Path]):\n    for p in ps:\n        p.read_text()\n", READ("f")},
    {"subscript of a list", PATH "async def f(ps: list[Path]):\n    ps[0].read_text()\n",
     READ("f")},
    {"dict values", PATH "async def f(ps: dict[str, Path]):\n    ps['a'].read_text()\n", READ("f")},
    {"get of a dict", PATH "async def f(ps: dict[str, Path]):\n    ps.get('a').read_text()\n",
     READ("f")},
    {"*args", PATH "async def f(*ps: Path):\n    for p in ps:\n        p.read_text()\n", READ("f")},
    {"list display",
     PATH "async def f():\n    for p in [Path('a'), Path('b')]:\n        p.read_text()\n",
     READ("f")},
    {"comprehension",
     PATH "async def f(xs):\n    for p in [Path(x) for x in xs]:\n"
          "        p.read_text()\n",
     READ("f")},
    {"enumerate",
     PATH "async def f(ps: list[Path]):\n    for i, p in enumerate(ps):\n"
          "        p.read_text()\n",
     READ("f")},
    {"sorted",
     PATH "async def f(ps: list[Path]):\n    for p in sorted(ps):\n        p.read_text()\n",
     READ("f")},
    {"tuple display unpacked", PATH "async def f():\n    p, q = Path('a'), 1\n    p.read_text()\n",
     READ("f")},
    {"conditional expression",
     PATH "async def f(c):\n    p = Path('a') if c else Path('b')\n"
          "    p.read_text()\n",
     READ("f")},
    {"isinstance", PATH "async def f(p):\n    if isinstance(p, Path):\n        p.read_text()\n",
     READ("f")},
    {"isinstance does not reach behind",
     PATH "async def f(p):\n    if isinstance(p, Path):\n"
          "        pass\n    p.read_text()\n",
     ""},
    {"match class pattern",
     PATH "async def f(p):\n    match p:\n        case Path():\n"
          "            p.read_text()\n",
     READ("f")},
    {"with open as", "async def f():\n    with open('x') as fp:\n        fp.read()\n",
     "main.py: f: blocking-open: builtins.open\n"
     "main.py: f: blocking-file-io: io.TextIOWrapper.__exit__\n"
     "main.py: f: blocking-file-io: io.TextIOWrapper.read\n"},
    {"iterating a file",
     "async def f(x):\n    fp = open('x')\n    for line in fp:\n        x(line)\n",
     "main.py: f: blocking-open: builtins.open\n"
     "main.py: f: blocking-file-io: io.TextIOWrapper.__iter__\n"},
    {"files by their mode",
     PATH "async def f():\n    open('x', 'rb').read()\n    Path('y').open(mode='wb').write(b'')\n"
          "    open('x', 'r+b').flush()\n    open('x', 'w').flush()\n",
     "main.py: f: blocking-open: builtins.open\n"
     "main.py: f: blocking-file-io: io.BufferedReader.read\n"
     "main.py: f: blocking-open: pathlib.Path.open\n"
     "main.py: f: blocking-file-io: io.BufferedWriter.write\n"
     "main.py: f: blocking-open: builtins.open\n"
     "main.py: f: blocking-file-io: io.BufferedRandom.flush\n"
     "main.py: f: blocking-open: builtins.open\n"
     "main.py: f: blocking-file-io: io.TextIOWrapper.flush\n"},
    {"self attribute",
     PATH "class A:\n    def __init__(self):\n        self.p = Path('x')\n"
          "    async def f(self):\n        self.p.read_text()\n",
     READ("A.f")},
    {"self attribute from an annotated parameter",
     PATH "class A:\n    def __init__(self, p: Path):\n        self.p = p\n"
          "    async def f(self):\n        self.p.read_text()\n",
     READ("A.f")},
    {"self attribute in a base class",
     PATH "class B:\n    def __init__(self):\n        self.p = Path('x')\n"
          "class A(B):\n    async def f(self):\n        self.p.read_text()\n",
     READ("A.f")},
    {"None and a value",
     PATH "class A:\n    def __init__(self):\n        self.p = None\n"
          "    def open(self):\n        self.p = Path('x')\n"
          "    async def f(self):\n        self.p.read_text()\n",
     READ("A.f")},
    {"dataclass field",
     PATH "from dataclasses import dataclass\n@dataclass\nclass A:\n    p: Path\n"
          "async def f(a: A):\n    a.p.read_text()\n",
     READ("f")},
    {"class attribute", PATH "class A:\n    p = Path('x')\nasync def f():\n    A.p.read_text()\n",
     READ("f")},
    {"declared return", PATH "def g() -> Path: ...\nasync def f():\n    g().read_text()\n",
     READ("f")},
    {"inferred return",
     PATH "def g():\n    return Path('x')\nasync def f():\n    g().read_text()\n", READ("f")},
    {"awaited return",
     PATH "async def g() -> Path: ...\nasync def f():\n    (await g()).read_text()\n", READ("f")},
    {"generator elements",
     PATH "def g():\n    yield Path('x')\nasync def f():\n    for p in g():\n"
          "        p.read_text()\n",
     READ("f")},
    {"declared iterator",
     PATH "from typing import Iterator\ndef g() -> Iterator[Path]: ...\n"
          "async def f():\n    for p in g():\n        p.read_text()\n",
     READ("f")},
    {"async generator",
     PATH "from typing import AsyncIterator\nasync def g() -> AsyncIterator[Path]:\n"
          "    yield Path('x')\nasync def f():\n    async for p in g():\n"
          "        p.read_text()\n",
     READ("f")},
    {"property",
     PATH "class A:\n    @property\n    def p(self) -> Path:\n        return self._p\n"
          "async def f(a: A):\n    a.p.read_text()\n",
     READ("f")},
    {"cast", PATH "from typing import cast\nasync def f(x):\n    cast(Path, x).read_text()\n",
     READ("f")},
    {"cast to a quoted type",
     PATH "from typing import cast\nasync def f(x):\n"
          "    cast('Path', x).read_text()\n",
     READ("f")},
    {"a place of a tuple",
     PATH "async def f(t: tuple[str, Path]):\n    t[1].read_text()\n    t[0].read_text()\n",
     READ("f")},
    {"an unpacked tuple",
     PATH "async def f(t: tuple[str, Path]):\n    a, b = t\n    b.read_text()\n    a.read_text()\n",
     READ("f")},
    {"a tuple of any length",
     PATH "async def f(t: tuple[Path, ...]):\n    for p in t:\n        p.read_text()\n", READ("f")},
    {"items of a dict",
     PATH "async def f(d: dict[str, Path]):\n    for k, p in d.items():\n        p.read_text()\n"
          "        k.read_text()\n",
     READ("f")},
    {"NewType",
     PATH "from typing import NewType\nP = NewType('P', Path)\nasync def f(p: P):\n"
          "    p.read_text()\n",
     READ("f")},
    {"alias in quotes",
     PATH "from typing import TypeAlias\nP: TypeAlias = 'Path'\nasync def f(p: P):\n"
          "    p.read_text()\n",
     READ("f")},
    {"factory of a field",
     PATH "from dataclasses import dataclass, field\nfrom typing import Any\n@dataclass\nclass C:\n"
          "    p: Any = field(default_factory=Path)\nasync def f(c: C):\n    c.p.read_text()\n",
     READ("f")},
    {"member of an enumeration",
     PATH
     "from enum import Enum\nclass E(Enum):\n    A = 1\n    def m(self):\n"
     "        Path('x').read_text()\nasync def f():\n    E.A.m()\n    for e in E:\n        e.m()\n",
     "main.py: f: blocking-file-io: E.m > pathlib.Path.read_text\n"
     "main.py: f: blocking-file-io: E.m > pathlib.Path.read_text\n"},
    {"a dependency that is injected",
     PATH "from fastapi import Depends\ndef d():\n    yield Path('x')\n"
          "async def f(p=Depends(d)):\n    p.read_text()\n",
     READ("f")},
    {"one that is annotated",
     PATH "from fastapi import Depends\nfrom typing import Annotated, Any\nasync def d():\n"
          "    return Path('x')\nasync def f(p: Annotated[Any, Depends(d)]):\n    p.read_text()\n",
     READ("f")},
    {"a path below /proc",
     PATH
     "async def f(n):\n    Path(f'/proc/{n}/stat').read_text()\n    Path('/proc').read_text()\n"
     "    (Path('/sys') / n).read_text()\n",
     ""},
    {"a path that is not", PATH "async def f(n):\n    Path(f'/process/{n}').read_text()\n",
     READ("f")},
    {"type[X]", PATH "async def f(c: type[Path]):\n    c('x').read_text()\n", READ("f")},
    {"subclass of a library class",
     PATH "class P(Path):\n    pass\nasync def f(p: P):\n"
          "    p.read_text()\n",
     READ("f")},
    {"overriding a library method",
     PATH "class P(Path):\n    def read_text(self):\n"
          "        return ''\nasync def f(p: P):\n    p.read_text()\n",
     ""},
    {"Self",
     PATH "from typing import Self\nclass A:\n    p: Path\n    def me(self) -> Self: ...\n"
          "async def f(a: A):\n    a.me().p.read_text()\n",
     READ("f")},
    {"getattr with a literal", PATH "async def f(p: Path):\n    getattr(p, 'read_text')()\n",
     READ("f")},
    {"constant of another module",
     "# file: const.py\n" PATH "ROOT = Path('x')\n# file: main.py\nfrom const import ROOT\n"
     "async def f():\n    (ROOT / 'y').read_text()\n",
     READ("f")},
    {"unknown stays unknown", "async def f(p):\n    p.read_text()\n", ""},
    {"dict display", PATH "d = {'a': Path('x')}\nasync def f():\n    d['a'].read_text()\n",
     READ("f")},
    {"default value is a guess", PATH "async def f(p=Path('x')):\n    p.read_text()\n",
     "main.py: f: blocking-file-io: pathlib.Path.read_text (possible)\n"},
    {"recursive types end",
     "class A:\n    def __init__(self):\n        self.a = self.a.a\n"
     "async def f(a: A):\n    a.a.a.a()\n",
     ""},
};
TEST_TABLE("types", rows, typing)

TEST_MAIN(&typing_table)
