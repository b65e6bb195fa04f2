// Functions, classes, lambdas, comprehensions: their ranges, flags, parameters.
#include "query.h"
#include "support/test.h"

static const FactsRow functions_rows[] = {
    {"decorators, defaults, annotations, body, binding",
     "@a\n"
     "@b\n"
     "def f(x: c = d) -> e:\n"
     "    g\n",
     "scopes",
     "s0 module in s0 body=r0 e1..e7\n"
     "s1 function f in s0 body=r1 e6..e7 parameters=p0..p0 decorators=[e1, e2] returns=e5 "
     "binding=b1\n"},
    {"in that order",
     "@a\n"
     "@b\n"
     "def f(x: c = d) -> e:\n"
     "    g\n",
     "expressions",
     "e1 name a decorator definition\n"
     "e2 name b decorator definition\n"
     "e3 name d other definition\n"
     "e4 name c annotation annotation\n"
     "e5 name e annotation annotation\n"
     "e6 name g dropped\n"},
    {"the name is bound behind the body",
     "def f(x):\n"
     "    f\n",
     "bindings",
     "b0 parameter x p0 in s1 r1 at e1\n"
     "b1 def f s1 in s0 r0 at e2\n"},
    {"parameters of all kinds", "def f(a, /, b, *c, d=1, **e): pass\n", "parameters",
     "p0 positional-only a\n"
     "p1 plain b\n"
     "p2 star c\n"
     "p3 keyword-only d fallback=e1\n"
     "p4 double-star e\n"},
    {"a bare star", "def f(a, *, b): pass\n", "parameters",
     "p0 plain a\n"
     "p1 keyword-only b\n"},
    {"parameters are bound where the body begins", "def f(a: b = c): pass\n", "bindings",
     "b0 parameter a p0 annotation=e2 in s1 r1 at e3\n"
     "b1 def f s1 in s0 r0 at e3\n"},
    {"flags",
     "async def f():\n"
     "    await a\n"
     "def g():\n"
     "    yield\n"
     "async def h():\n"
     "    async with a: yield\n",
     "scopes",
     "s0 module in s0 body=r0 e1..e6\n"
     "s1 function f async awaits in s0 body=r1 e1..e3 binding=b0\n"
     "s2 function g yields in s0 body=r2 e3..e4 binding=b1\n"
     "s3 function h async yields awaits in s0 body=r3 e4..e6 binding=b2\n"},
    {"methods",
     "class C:\n"
     "    def f(self): g()\n"
     "    class D:\n"
     "        async def h(self): g()\n",
     "scopes",
     "s0 module in s0 body=r0 e1..e5\n"
     "s1 class C in s0 body=r1 e1..e5 binding=b5\n"
     "s2 function f method in s1 body=r2 e1..e3 parameters=p0..p0 binding=b1\n"
     "s3 class D in s1 body=r3 e3..e5 binding=b4\n"
     "s4 function h async method in s3 body=r4 e3..e5 parameters=p1..p1 binding=b3\n"},
    {"stubs",
     "def a(): pass\n"
     "def b(): ...\n"
     "def c():\n"
     "    '''doc'''\n"
     "def d():\n"
     "    raise NotImplementedError('x')\n"
     "def e():\n"
     "    'doc'\n"
     "    raise NotImplementedError\n"
     "def f(): return\n",
     "scopes",
     "s0 module in s0 body=r0 e1..e8\n"
     "s1 function a stub in s0 body=r1 e1..e1 binding=b0\n"
     "s2 function b stub in s0 body=r2 e1..e2 binding=b1\n"
     "s3 function c stub in s0 body=r3 e2..e3 binding=b2\n"
     "s4 function d stub in s0 body=r4 e3..e6 binding=b3\n"
     "s5 function e stub in s0 body=r5 e6..e8 binding=b4\n"
     "s6 function f in s0 body=r6 e8..e8 binding=b5\n"},
    {"never defined",
     "if False:\n"
     "    def f(): a\n",
     "scopes",
     "s0 module in s0 body=r0 e1..e3\n"
     "s1 function f dead in s0 body=r2 e2..e3 binding=b0\n"},
    {"type parameters are the function's own", "def f[T: a = b, *U, **V](x: T): pass\n", "bindings",
     "b0 type-parameter T value=e2 annotation=e1 in s1 r1 at e4\n"
     "b1 type-parameter U in s1 r1 at e4\n"
     "b2 type-parameter V in s1 r1 at e4\n"
     "b3 parameter x p0 annotation=e3 in s1 r1 at e4\n"
     "b4 def f s1 in s0 r0 at e4\n"},
    {"bounds come before annotations", "def f[T: a = b](x: T = c): pass\n", "expressions",
     "e1 name c other definition\n"
     "e2 name a annotation annotation\n"
     "e3 name b annotation annotation\n"
     "e4 name T annotation annotation\n"},
};

static void functions(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("functions", functions_rows, functions)

static const FactsRow classes_rows[] = {
    {"decorators, bases, body, binding",
     "@a\n"
     "class C(b, metaclass=c):\n"
     "    d = e\n",
     "scopes",
     "s0 module in s0 body=r0 e1..e5\n"
     "s1 class C in s0 body=r1 e4..e5 decorators=[e1] bases=(e2, metaclass=e3) binding=b1\n"},
    {"evaluated at definition time",
     "@a\n"
     "class C(b):\n"
     "    d = e\n"
     "    def f(self, x=g): h\n",
     "expressions",
     "e1 name a decorator definition\n"
     "e2 name b base definition\n"
     "e3 name e bound definition\n"
     "e4 name g other definition\n"
     "e5 name h dropped\n"},
    {"names bound in the body",
     "class C[T](b):\n"
     "    d = e\n"
     "    def f(self): self.x = d\n",
     "bindings",
     "b0 type-parameter T in s1 r1 at e2\n"
     "b1 assign d value=e2 in s1 r1 at e3\n"
     "b2 parameter self p0 in s2 r2 at e3\n"
     "b3 attribute x e5 value=e3 in s2 r2 at e6\n"
     "b4 def f s2 in s1 r1 at e6\n"
     "b5 class C s1 in s0 r0 at e6\n"},
};

static void classes(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("classes", classes_rows, classes)

static const FactsRow comprehensions_rows[] = {
    {"a lambda: defaults, body, lambda", "lambda x=a: x.b\n", "expressions",
     "e1 name a other\n"
     "e2 name x object\n"
     "e3 attribute e2 b returned\n"
     "e4 lambda s1 dropped\n"},
    {"its scope", "lambda x=a: x.b\n", "scopes",
     "s0 module in s0 body=r0 e1..e5\n"
     "s1 lambda in s0 body=r1 e2..e4 parameters=p0..p0 element=e3\n"},
    {"a list comprehension: first iterable outside", "[a for b in c for d in e if f]\n",
     "expressions",
     "e1 name c iterated\n"
     "e2 name e iterated\n"
     "e3 name f tested\n"
     "e4 name a element\n"
     "e5 comprehension s1 list dropped\n"},
    {"its scope", "[a for b in c]\n", "scopes",
     "s0 module in s0 body=r0 e1..e4\n"
     "s1 comprehension in s0 body=r0 e2..e3 element=e2\n"},
    {"targets are bound inside", "{b: d for b, d in c}\n", "bindings",
     "b0 for b value=e1 unpack=1 in s1 r0 at e2\n"
     "b1 for d value=e1 unpack=2 in s1 r0 at e2\n"},
    {"a generator expression has a body", "(a for b in c)\n", "regions",
     "r0 body s0 in r0 e1..e4 falls\n"
     "r1 body s1 in r0 e2..e3 falls\n"},
    {"a comprehension runs where it stands",
     "with a:\n"
     "    {b for b in c}\n",
     "scopes",
     "s0 module in s0 body=r0 e1..e5\n"
     "s1 comprehension in s0 body=r1 e3..e4 element=e3\n"},
    {"an asynchronous one is the function's await",
     "async def f():\n"
     "    return [a async for a in b]\n",
     "scopes",
     "s0 module in s0 body=r0 e1..e4\n"
     "s1 function f async awaits in s0 body=r1 e1..e4 binding=b1\n"
     "s2 comprehension async awaits in s1 body=r1 e2..e3 element=e2\n"},
    {"an await in one as well",
     "async def f():\n"
     "    return [await a for a in b]\n",
     "scopes",
     "s0 module in s0 body=r0 e1..e5\n"
     "s1 function f async awaits in s0 body=r1 e1..e5 binding=b1\n"
     "s2 comprehension async awaits in s1 body=r1 e2..e4 element=e3\n"},
    {"but not in a generator expression",
     "async def f():\n"
     "    return (await a for a in b)\n",
     "scopes",
     "s0 module in s0 body=r0 e1..e5\n"
     "s1 function f async in s0 body=r1 e1..e5 binding=b1\n"
     "s2 generator async awaits in s1 body=r2 e2..e4 element=e3\n"},
    {"awaits of a region",
     "async def f():\n"
     "    if a:\n"
     "        [await b for b in c]\n"
     "    if d:\n"
     "        (await b for b in c)\n",
     "regions",
     "r0 body s0 in r0 e1..e11 falls\n"
     "r1 body s1 in r0 e1..e11 falls awaits\n"
     "r2 if s1 in r1 e2..e6 falls awaits subject=e1\n"
     "r3 if s1 in r1 e7..e11 falls subject=e6\n"
     "r4 body s3 in r3 e8..e10 falls awaits\n"},
    {"a yield in a lambda is the lambda's",
     "def f():\n"
     "    return lambda: (yield)\n",
     "scopes",
     "s0 module in s0 body=r0 e1..e3\n"
     "s1 function f in s0 body=r1 e1..e3 binding=b0\n"
     "s2 lambda yields in s1 body=r2 e1..e2 element=e1\n"},
    {"await outside of functions", "await a\n", "scopes",
     "s0 module awaits top-await in s0 body=r0 e1..e3\n"},
    {"a walrus binds around a comprehension",
     "def f():\n"
     "    return [y := a for a in b]\n",
     "bindings",
     "b0 for a value=e1 in s2 r1 at e2\n"
     "b1 assign y value=e2 in s1 r1 at e3\n"
     "b2 def f s1 in s0 r0 at e5\n"},
    {"a lambda in a class body is not run there",
     "class C:\n"
     "    a = lambda: b\n",
     "expressions",
     "e1 name b returned\n"
     "e2 lambda s2 bound definition\n"},
};

static void comprehensions(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("lambdas and comprehensions", comprehensions_rows, comprehensions)

TEST_MAIN(&functions_table, &classes_table, &comprehensions_table)
