// Calls that lead to other code: methods, constructors, properties, context managers, iteration,
// decorators, callables that are passed on.
#include "story.h"
#include "support/test.h"

typedef struct Row {
  const char *name;
  const char *source;
  const char *want;
} Row;

static void calling(const Row *row) {
  Story *story = story_link(row->source);
  assert_str_equal(story_effects(story), str_from_c(row->want));
  story_release(story);
}

#define NAP        "import time\ndef nap():\n    time.sleep(1)\n"
#define SLEEP(way) "main.py: f: blocking-sleep: " way "time.sleep\n"

static const Row rows[] = {
    {"helper", NAP "async def f():\n    nap()\n", SLEEP("nap > ")},
    {"two helpers", NAP "def a():\n    nap()\nasync def f():\n    a()\n", SLEEP("a > nap > ")},
    {"the shorter way",
     NAP "def a():\n    b()\n    nap()\ndef b():\n    nap()\nasync def f():\n    a()\n",
     SLEEP("a > nap > ")},
    {"recursion", NAP "def a(n):\n    a(n - 1)\n    nap()\nasync def f():\n    a(3)\n",
     SLEEP("a > nap > ")},
    {"mutual recursion",
     NAP "def a():\n    b()\ndef b():\n    a()\n    nap()\nasync def f():\n    a()\n",
     SLEEP("a > b > nap > ")},
    {"self method",
     NAP "class A:\n    def m(self):\n        nap()\n    async def f(self):\n"
         "        self.m()\n",
     "main.py: A.f: blocking-sleep: A.m > nap > time.sleep\n"},
    {"inherited method",
     NAP "class B:\n    def m(self):\n        nap()\nclass A(B):\n"
         "    async def f(self):\n        self.m()\n",
     "main.py: A.f: blocking-sleep: B.m > nap > time.sleep\n"},
    {"super",
     NAP "class B:\n    def m(self):\n        nap()\nclass A(B):\n    def m(self): ...\n"
         "    async def f(self):\n        super().m()\n",
     "main.py: A.f: blocking-sleep: B.m > nap > time.sleep\n"},
    {"override that does not block",
     NAP
     "class B:\n    def m(self):\n        nap()\nclass A(B):\n    def m(self):\n        return 1\n"
     "async def f(a: A):\n    a.m()\n",
     ""},
    {"class method",
     NAP "class A:\n    @classmethod\n    def m(cls):\n        nap()\n"
         "async def f():\n    A.m()\n",
     SLEEP("A.m > nap > ")},
    {"static method",
     NAP "class A:\n    @staticmethod\n    def m():\n        nap()\n"
         "async def f():\n    A().m()\n",
     SLEEP("A.m > nap > ")},
    {"constructor",
     NAP "class A:\n    def __init__(self):\n        nap()\nasync def f():\n    A()\n",
     SLEEP("A.__init__ > nap > ")},
    {"__post_init__",
     NAP "from dataclasses import dataclass\n@dataclass\nclass A:\n    x: int\n"
         "    def __post_init__(self):\n        nap()\nasync def f():\n    A(1)\n",
     SLEEP("A.__post_init__ > nap > ")},
    {"property",
     NAP "class A:\n    @property\n    def p(self):\n        nap()\n"
         "async def f(a: A):\n    return a.p\n",
     SLEEP("A.p > nap > ")},
    {"property setter",
     NAP "class A:\n    @property\n    def p(self): ...\n    @p.setter\n"
         "    def p(self, v):\n        nap()\nasync def f(a: A):\n    a.p = 1\n",
     SLEEP("A.p > nap > ")},
    {"cached property",
     NAP "from functools import cached_property\nclass A:\n    @cached_property\n"
         "    def p(self):\n        nap()\nasync def f(a: A):\n    a.p\n",
     SLEEP("A.p > nap > ")},
    {"context manager class",
     NAP "class A:\n    def __enter__(self):\n        nap()\n    def __exit__(self, *a): ...\n"
         "async def f():\n    with A():\n        pass\n",
     SLEEP("A.__enter__ > nap > ")},
    {"context manager generator",
     NAP
     "from contextlib import contextmanager\n@contextmanager\ndef cm():\n    nap()\n    yield 1\n"
     "async def f():\n    with cm() as x:\n        pass\n",
     SLEEP("cm > nap > ")},
    {"generator, consumed",
     NAP "def g():\n    nap()\n    yield 1\nasync def f():\n    for x in g():\n"
         "        pass\n",
     SLEEP("g > nap > ")},
    {"generator, only made", NAP "def g():\n    nap()\n    yield 1\nasync def f():\n    x = g()\n",
     ""},
    {"generator given to list",
     NAP "def g():\n    nap()\n    yield 1\nasync def f():\n    list(g())\n", SLEEP("g > nap > ")},
    {"generator expression, only made", NAP "async def f():\n    return (nap() for _ in 'ab')\n",
     ""},
    {"generator expression, consumed", NAP "async def f():\n    return sum(nap() for _ in 'ab')\n",
     SLEEP("generator expression > nap > ")},
    {"list comprehension", NAP "async def f():\n    return [nap() for _ in 'ab']\n",
     SLEEP("nap > ")},
    {"iterator protocol",
     NAP "class A:\n    def __iter__(self):\n        return self\n    def __next__(self):\n        "
         "nap()\n"
         "async def f():\n    for x in A():\n        pass\n",
     SLEEP("A.__next__ > nap > ")},
    {"operator",
     NAP "class A:\n    def __add__(self, o):\n        nap()\nasync def f(a: A):\n    a + 1\n",
     SLEEP("A.__add__ > nap > ")},
    {"subscript",
     NAP "class A:\n    def __getitem__(self, o):\n        nap()\nasync def f(a: A):\n"
         "    a[1]\n",
     SLEEP("A.__getitem__ > nap > ")},
    {"truth test",
     NAP "class A:\n    def __bool__(self):\n        nap()\nasync def f(a: A):\n"
         "    if a:\n        pass\n",
     SLEEP("A.__bool__ > nap > ")},
    {"len", NAP "class A:\n    def __len__(self):\n        nap()\nasync def f(a: A):\n    len(a)\n",
     SLEEP("A.__len__ > nap > ")},
    {"__repr__ where there is no __str__",
     NAP "class A:\n    def __repr__(self):\n        nap()\nasync def f(a: A):\n    print(a)\n",
     SLEEP("A.__repr__ > nap > ")},
    {"__repr__ where there is a __str__",
     NAP "class A:\n    def __repr__(self):\n        nap()\n    def __str__(self): ...\n"
         "async def f(a: A):\n    print(a)\n",
     ""},
    {"text operator",
     NAP "class A:\n    def __str__(self):\n        nap()\nasync def f(a: A):\n"
         "    return '%s' % (a,)\n",
     SLEEP("A.__str__ > nap > ")},
    {"reflected operator",
     NAP "class A:\n    def __radd__(self, o):\n        nap()\nasync def f(a: A):\n    1 + a\n",
     SLEEP("A.__radd__ > nap > ")},
    {"reflected operator beside one that may do it itself",
     NAP "class A:\n    def __radd__(self, o):\n        nap()\nasync def f(a: A, b: list):\n"
         "    b + a\n",
     ""},
    {"operator in place",
     NAP "class A:\n    def __iadd__(self, o):\n        nap()\nasync def f(a: A):\n    a += 1\n",
     SLEEP("A.__iadd__ > nap > ")},
    {"not equal",
     NAP "class A:\n    def __eq__(self, o):\n        nap()\nasync def f(a: A):\n    a != 1\n",
     SLEEP("A.__eq__ > nap > ")},
    {"membership by iteration",
     NAP "class A:\n    def __iter__(self):\n        nap()\nasync def f(a: A):\n    1 in a\n",
     SLEEP("A.__iter__ > nap > ")},
    {"order of elements",
     NAP "class A:\n    def __lt__(self, o):\n        nap()\nasync def f(a: list[A]):\n"
         "    sorted(a)\n",
     SLEEP("A.__lt__ > nap > ")},
    {"order of elements by a key",
     NAP "class A:\n    def __lt__(self, o):\n        nap()\nasync def f(a: list[A]):\n"
         "    sorted(a, key=str)\n",
     ""},
    {"element of a set",
     NAP "class A:\n    def __hash__(self):\n        nap()\nasync def f(a: A):\n    {a, 1}\n",
     SLEEP("A.__hash__ > nap > ")},
    {"missing key of a dict",
     NAP "class A(dict):\n    def __missing__(self, k):\n        nap()\nasync def f(a: A):\n"
         "    a[1]\n",
     SLEEP("A.__missing__ > nap > ")},
    {"awaited object",
     NAP "class A:\n    def __await__(self):\n        nap()\n        yield\nasync def f(a: A):\n"
         "    await a\n",
     SLEEP("A.__await__ > nap > ")},
    {"awaited object that passes the await on",
     NAP "class A:\n    def __await__(self):\n        return self.m().__await__()\n"
         "    def m(self):\n        nap()\nasync def f(a: A):\n    await a\n",
     "main.py: f: blocking-sleep: A.__await__ > A.m > nap > time.sleep (possible)\n"},
    {"sync __aiter__",
     NAP "class A:\n    def __aiter__(self):\n        nap()\nasync def f(a: A):\n"
         "    async for x in a:\n        pass\n",
     SLEEP("A.__aiter__ > nap > ")},
    {"class defined in a coroutine",
     NAP "class A:\n    def __init_subclass__(cls):\n        nap()\nasync def f():\n"
         "    class B(A): ...\n",
     SLEEP("A.__init_subclass__ > nap > ")},
    {"starred argument", NAP "def g():\n    nap()\n    yield 1\nasync def f():\n    print(*g())\n",
     SLEEP("g > nap > ")},
    {"generator that a helper consumes",
     NAP "def g():\n    nap()\n    yield 1\ndef total(xs):\n    for x in xs:\n        pass\n"
         "async def f():\n    total(g())\n",
     SLEEP("g > nap > ")},
    {"generator that a helper keeps",
     NAP "def g():\n    nap()\n    yield 1\ndef keep(xs):\n    return xs\n"
         "async def f():\n    keep(g())\n",
     ""},
    {"property by call",
     NAP "class A:\n    def _p(self):\n        nap()\n    p = property(_p)\n"
         "async def f(a: A):\n    a.p\n",
     SLEEP("A._p > nap > ")},
    {"property by call, set",
     NAP "class A:\n    def _p(self): ...\n    def _q(self, v):\n        nap()\n"
         "    p = property(_p, fset=_q)\nasync def f(a: A):\n    a.p = 1\n    a.p\n",
     SLEEP("A._q > nap > ")},
    {"property deleted",
     NAP "class A:\n    @property\n    def p(self): ...\n    @p.deleter\n"
         "    def p(self):\n        nap()\nasync def f(a: A):\n    a.p = 1\n    del a.p\n",
     SLEEP("A.p > nap > ")},
    {"descriptor",
     NAP "class D:\n    def __get__(self, o, t):\n        nap()\nclass A:\n    p = D()\n"
         "async def f(a: A):\n    a.p\n",
     SLEEP("D.__get__ > nap > ")},
    {"descriptor, set",
     NAP "class D:\n    def __set__(self, o, v):\n        nap()\nclass A:\n    p = D()\n"
         "async def f(a: A):\n    a.p = 1\n",
     SLEEP("D.__set__ > nap > ")},
    {"__getattr__",
     NAP "class A:\n    def __getattr__(self, n):\n        nap()\n    q = 1\n"
         "async def f(a: A):\n    a.q\n    a.p\n",
     SLEEP("A.__getattr__ > nap > ")},
    {"__getattr__ where a base may have it",
     NAP "from x import Base\nclass A(Base):\n    def __getattr__(self, n):\n        nap()\n"
         "async def f(a: A):\n    a.p\n",
     ""},
    {"__setattr__",
     NAP "class A:\n    def __setattr__(self, n, v):\n        nap()\nasync def f(a: A):\n"
         "    a.p = 1\n",
     SLEEP("A.__setattr__ > nap > ")},
    {"default that a function makes",
     NAP "from dataclasses import dataclass, field\n@dataclass\nclass A:\n"
         "    x: int = field(default_factory=nap)\nasync def f():\n    A()\n",
     SLEEP("nap > ")},
    {"default that a function makes, given",
     NAP "from dataclasses import dataclass, field\n@dataclass\nclass A:\n"
         "    x: int = field(default_factory=nap)\nasync def f():\n    A(1)\n    A(x=2)\n",
     ""},
#define WRAPPERS                                                                                   \
  "def slow(g):\n    def w(*a):\n        nap()\n        return g(*a)\n    return w\n"              \
  "def plain(g):\n    def v(*a):\n        return g(*a)\n    return v\n"                            \
  "def never(g):\n    def u(*a): ...\n    return u\n"
    {"outer of two wrappers", NAP WRAPPERS "@slow\n@plain\ndef p(): ...\nasync def f():\n    p()\n",
     SLEEP("slow.<locals>.w > nap > ")},
    {"inner of two wrappers", NAP WRAPPERS "@plain\n@slow\ndef p(): ...\nasync def f():\n    p()\n",
     SLEEP("slow.<locals>.w > nap > ")},
    {"function in two wrappers",
     NAP WRAPPERS "@plain\n@plain\ndef p():\n    nap()\nasync def f():\n    p()\n",
     SLEEP("p > nap > ")},
    {"wrapper that does not call what is in it",
     NAP WRAPPERS "@never\n@slow\ndef p():\n    nap()\nasync def f():\n    p()\n", ""},
    {"wrapper by call", NAP WRAPPERS "def p():\n    nap()\nq = plain(p)\nasync def f():\n    q()\n",
     SLEEP("p > nap > ")},
    {"wrapper of two kinds",
     NAP
     "import inspect\ndef both(g):\n    async def w():\n        return await g()\n    def v():\n"
     "        return g()\n    return w if inspect.iscoroutinefunction(g) else v\n"
     "@both\ndef p():\n    nap()\n@both\nasync def q(): ...\n"
     "async def f():\n    p()\n    await q()\n",
     SLEEP("p > nap > ")},
    {"wrapper for functions, coroutine functions kept",
     NAP "import asyncio, inspect\ndef off(g):\n    if inspect.iscoroutinefunction(g):\n"
         "        return g\n    async def w():\n        return await asyncio.to_thread(g)\n"
         "    return w\n@off\ndef p():\n    nap()\nasync def f():\n    await p()\n",
     ""},
    {"wrapper made by a helper",
     NAP "def make(before, g):\n    def w():\n        before()\n        return g()\n    return w\n"
         "def deco(g):\n    return make(nap, g)\n@deco\ndef p(): ...\nasync def f():\n    p()\n",
     SLEEP("nap > ")},
    {"decorator that is a class",
     NAP "class D:\n    def __init__(self, g):\n        self.g = g\n    def __call__(self):\n"
         "        return self.g()\n@D\ndef p():\n    nap()\nasync def f():\n    p()\n",
     SLEEP("p > nap > ")},
    {"decorator that is a class and offloads",
     NAP "import asyncio\nclass D:\n    def __init__(self, g):\n        self.g = g\n"
         "    async def __call__(self):\n        await asyncio.to_thread(self.g)\n@D\ndef p():\n"
         "    nap()\nasync def f():\n    await p()\n",
     ""},
    {"decorator that is an object",
     NAP "class D:\n    def __call__(self, g):\n        def w():\n            return g()\n"
         "        return w\n@D()\ndef p():\n    nap()\nasync def f():\n    p()\n",
     SLEEP("p > nap > ")},
    {"decorator that is a descriptor",
     NAP "class D:\n    def __init__(self, g):\n        self.g = g\n    def __get__(self, o, t):\n"
         "        return self.g(o)\nclass A:\n    @D\n    def p(self):\n        nap()\n"
         "async def f(a: A):\n    a.p\n",
     SLEEP("A.p > nap > ")},
    {"what a closure closes over",
     NAP
     "def twice(g):\n    def w():\n        g()\n    return w\nasync def f():\n    twice(nap)()\n",
     SLEEP("nap > ")},
    {"closure that is only made",
     NAP "def twice(g):\n    def w():\n        g()\n    return w\nasync def f():\n    twice(nap)\n",
     ""},
    {"parameter called by an inner function",
     NAP "def apply(g):\n    def w():\n        g()\n    w()\nasync def f():\n    apply(nap)\n",
     SLEEP("nap > ")},
    {"partial with an argument that makes it not wait",
     "import functools, queue\nq = queue.Queue()\ng = functools.partial(q.get, block=False)\n"
     "h = functools.partial(q.get, False)\nasync def f():\n    g()\n    h()\n",
     ""},
    {"partial called with an argument that makes it not wait",
     "import functools, queue\nq = queue.Queue()\ng = functools.partial(q.get)\n"
     "async def f():\n    g(block=False)\n    g(False)\n    g()\n",
     "main.py: f: blocking-lock: queue.Queue.get\n"},
    {"static method by call",
     NAP "class A:\n    p = staticmethod(nap)\nasync def f(a: A):\n    a.p()\n    A.p()\n",
     SLEEP("nap > ") SLEEP("nap > ")},
    {"sort of an annotated list",
     NAP "async def f(xs: list[int]):\n    xs.sort(key=lambda x: nap())\n    xs.sort(key=str)\n",
     SLEEP("lambda > nap > ")},
    {"each entry of a table",
     NAP "def ok(): ...\nT = [ok, nap]\nasync def f():\n    for t in T:\n        t()\n",
     SLEEP("nap > ")},
    {"entry of a table under some key",
     NAP "def ok(): ...\nT = {'a': ok, 'b': nap}\nasync def f(k):\n    T[k]()\n", SLEEP("nap > ")},
    {"entry of a table under a known key",
     NAP "def ok(): ...\nT = {'a': ok, 'b': nap}\nasync def f():\n    T['a']()\n", ""},
    {"entry of a table, got",
     NAP "def ok(): ...\nT = {'a': ok, 'b': nap}\nasync def f(k):\n    T.get(k, ok)()\n",
     SLEEP("nap > ")},
    {"entries of a table by pairs",
     NAP "def ok(): ...\nT = [('a', ok), ('b', nap)]\nasync def f():\n    for n, t in T:\n        "
         "t()\n",
     SLEEP("nap > ")},
    {"entries of a table by items and values",
     NAP "def ok(): ...\nT = {'a': ok, 'b': nap}\nasync def f():\n    for n, t in T.items():\n"
         "        t()\n    for t in T.values():\n        t()\n",
     SLEEP("nap > ") SLEEP("nap > ")},
    {"entries of a table sent off",
     NAP "import asyncio\ndef ok(): ...\nT = [ok, nap]\nasync def f():\n    for t in T:\n"
         "        await asyncio.to_thread(t)\n",
     ""},
    {"table of more entries than candidates",
     NAP "def a(): ...\ndef b(): ...\ndef c(): ...\ndef d(): ...\nT = [a, b, c, d, nap]\n"
         "async def f():\n    for t in T:\n        t()\n",
     SLEEP("nap > ")},
    {"table of other things, too", NAP "T = {'a': 1, 'b': nap}\nasync def f(k):\n    T[k]()\n",
     "main.py: f: blocking-sleep: nap > time.sleep (possible)\n"},
    {"setter of an ancestor",
     NAP "class B:\n    @property\n    def p(self): ...\n    @p.setter\n"
         "    def p(self, v):\n        nap()\nclass A(B): ...\nclass C(A): ...\n"
         "async def f(c: C):\n    c.p = 1\n",
     SLEEP("B.p > nap > ")},
    {"special method of an ancestor",
     NAP "class B:\n    def __len__(self):\n        nap()\nclass A(B): ...\nclass C(A): ...\n"
         "async def f(c: C):\n    if c:\n        pass\n",
     SLEEP("B.__len__ > nap > ")},
    {"special method that is assigned",
     NAP "class A:\n    def count(self):\n        nap()\n    __len__ = count\n"
         "async def f(a: A):\n    if a:\n        pass\n",
     SLEEP("A.count > nap > ")},
    {"special method of a library's ancestor",
     "import sqlite3\nclass B(sqlite3.Connection): ...\nclass A(B): ...\n"
     "async def f(a: A):\n    with a:\n        pass\n",
     "main.py: f: blocking-database: sqlite3.Connection.__exit__\n"},
    {"f-string",
     NAP "class A:\n    def __str__(self):\n        nap()\nasync def f(a: A):\n"
         "    return f'{a}'\n",
     SLEEP("A.__str__ > nap > ")},
    {"callable object",
     NAP "class A:\n    def __call__(self):\n        nap()\nasync def f(a: A):\n"
         "    a()\n",
     SLEEP("A.__call__ > nap > ")},
    {"lambda", NAP "g = lambda: nap()\nasync def f():\n    g()\n", SLEEP("lambda > nap > ")},
    {"lambda, only made", NAP "async def f():\n    return lambda: nap()\n", ""},
    {"nested function", NAP "async def f():\n    def inner():\n        nap()\n    inner()\n",
     SLEEP("f.<locals>.inner > nap > ")},
    {"nested function, only made", NAP "async def f():\n    def inner():\n        nap()\n", ""},
    {"closure factory",
     NAP "def make():\n    def inner():\n        nap()\n    return inner\n"
         "async def f():\n    make()()\n",
     SLEEP("make.<locals>.inner > nap > ")},
    {"partial",
     NAP "from functools import partial\nasync def f():\n    p = partial(nap)\n    p()\n",
     SLEEP("nap > ")},
    {"lru_cache",
     "import time\nfrom functools import lru_cache\n@lru_cache(maxsize=None)\n"
     "def nap(x):\n    time.sleep(1)\nasync def f(x):\n    nap(x)\n",
     SLEEP("nap > ")},
    {"wraps",
     NAP "import functools\ndef deco(g):\n    @functools.wraps(g)\n    def w(*a, **k):\n"
         "        return g(*a, **k)\n    return w\n@deco\ndef h():\n    nap()\n"
         "async def f():\n    h()\n",
     SLEEP("h > nap > ")},
    {"decorator that blocks",
     NAP "def deco(g):\n    def w():\n        nap()\n        return g()\n"
         "    return w\n@deco\ndef h(): ...\nasync def f():\n    h()\n",
     SLEEP("deco.<locals>.w > nap > ")},
    {"decorator that offloads",
     NAP "import asyncio\ndef deco(g):\n    async def w(*a):\n"
         "        return await asyncio.to_thread(g, *a)\n    return w\n@deco\ndef h():\n    nap()\n"
         "async def f():\n    await h()\n",
     ""},
    {"decorator factory",
     NAP "def deco(n):\n    def d(g):\n        def w():\n            return g()\n"
         "        return w\n    return d\n@deco(3)\ndef h():\n    nap()\n"
         "async def f():\n    h()\n",
     SLEEP("h > nap > ")},
    {"decorator of an unknown library",
     NAP "from unknown import deco\n@deco\ndef h():\n    nap()\nasync def f():\n    h()\n",
     "main.py: f: blocking-sleep: h > nap > time.sleep (probable)\n"},
    {"given to a function that calls it",
     NAP "def apply(g):\n    return g()\nasync def f():\n    apply(nap)\n", SLEEP("nap > ")},
    {"given on to a function that calls it",
     NAP
     "def apply(g):\n    return g()\ndef outer(h):\n    apply(h)\nasync def f():\n    outer(nap)\n",
     SLEEP("nap > ")},
    {"given to a function that does not",
     NAP "def keep(g):\n    return g\nasync def f():\n    keep(nap)\n", ""},
    {"key function", NAP "async def f(xs):\n    sorted(xs, key=lambda x: nap())\n",
     SLEEP("lambda > nap > ")},
    {"map, consumed", NAP "async def f(xs):\n    list(map(nap, xs))\n", SLEEP("nap > ")},
    {"map, only made", NAP "async def f(xs):\n    return map(nap, xs)\n", ""},
    {"dispatch dictionary", NAP "d = {'a': nap}\nasync def f():\n    d['a']()\n", SLEEP("nap > ")},
    {"conditional callee", NAP "def other(): ...\nasync def f(c):\n    (nap if c else other)()\n",
     "main.py: f: blocking-sleep: nap > time.sleep (possible)\n"},
    {"async function is not run by calling it",
     NAP "async def g():\n    nap()\nasync def h():\n    g()\n",
     "main.py: g: blocking-sleep: nap > time.sleep\n"},
    {"dead code", NAP "async def f():\n    return\n    nap()\n", ""},
    {"TYPE_CHECKING",
     NAP "from typing import TYPE_CHECKING\nasync def f():\n    if TYPE_CHECKING:\n"
         "        nap()\n",
     ""},
    {"annotation is not evaluated", NAP "async def f():\n    x: nap() = 1\n", ""},
    {"default of the coroutine itself runs at definition", NAP "async def f(x=nap()): ...\n", ""},
    {"default of an inner function runs here", NAP "async def f():\n    def g(x=nap()): ...\n",
     SLEEP("nap > ")},
    {"class body runs here", NAP "async def f():\n    class A:\n        x = nap()\n",
     SLEEP("nap > ")},
};
TEST_TABLE("calls", rows, calling)

TEST_MAIN(&calling_table)
