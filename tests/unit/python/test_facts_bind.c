// Bindings: targets, attributes, global and nonlocal names, what tests tell of names.
#include "query.h"
#include "support/test.h"

static const FactsRow targets_rows[] = {
    {"value before target", "a.b = c\n", "expressions",
     "e1 name c stored\n"
     "e2 name a object\n"
     "e3 attribute e2 b other store\n"},
    {"names", "a = b = c\n", "bindings",
     "b0 assign a value=e1 in s0 r0 at e2\n"
     "b1 assign b value=e1 in s0 r0 at e2\n"},
    {"elements", "a, (b, c), *d, e = f\n", "bindings",
     "b0 assign a value=e1 unpack=1 in s0 r0 at e2\n"
     "b1 assign b value=e1 unpack=inside in s0 r0 at e2\n"
     "b2 assign c value=e1 unpack=inside in s0 r0 at e2\n"
     "b3 assign d starred value=e1 unpack=3 in s0 r0 at e2\n"
     "b4 assign e value=e1 unpack=inside in s0 r0 at e2\n"},
    {"a star at the start", "*a, b = c\n", "bindings",
     "b0 assign a starred value=e1 unpack=1 in s0 r0 at e2\n"
     "b1 assign b value=e1 unpack=inside in s0 r0 at e2\n"},
    {"pairs", "a, b = c, d\n", "bindings",
     "b0 assign a value=e1 in s0 r0 at e4\n"
     "b1 assign b value=e2 in s0 r0 at e4\n"},
    {"a swap", "a, b = b, a\n", "bindings",
     "b0 assign a value=e1 in s0 r0 at e4\n"
     "b1 assign b value=e2 in s0 r0 at e4\n"},
    {"nested targets of a pair", "(a, b), c = d, e\n", "bindings",
     "b0 assign a value=e1 unpack=1 in s0 r0 at e4\n"
     "b1 assign b value=e1 unpack=2 in s0 r0 at e4\n"
     "b2 assign c value=e2 in s0 r0 at e4\n"},
    {"annotated",
     "a: b\n"
     "c: d = e\n",
     "bindings",
     "b0 annotate a annotation=e1 in s0 r0 at e2\n"
     "b1 annotate c value=e2 annotation=e3 in s0 r0 at e4\n"},
    {"augmented", "a += b\n", "bindings", "b0 augment a value=e3 in s0 r0 at e4\n"},
    {"walrus", "f(a := b)\n", "bindings", "b0 assign a value=e2 in s0 r0 at e3\n"},
    {"deleted", "del a, (b, c.d)\n", "bindings",
     "b0 delete a in s0 r0 at e2\n"
     "b1 delete b in s0 r0 at e3\n"},
    {"for",
     "for a in b: pass\n"
     "for c, (d, e) in f: pass\n",
     "bindings",
     "b0 for a value=e1 in s0 r1 at e2\n"
     "b1 for c value=e2 unpack=1 in s0 r2 at e3\n"
     "b2 for d value=e2 unpack=inside in s0 r2 at e3\n"
     "b3 for e value=e2 unpack=inside in s0 r2 at e3\n"},
    {"asynchronous for",
     "async def f():\n"
     "    async for a in b: pass\n",
     "bindings",
     "b0 async-for a value=e1 in s1 r2 at e2\n"
     "b1 def f s1 in s0 r0 at e2\n"},
    {"with", "with a as b, c as (d, e): pass\n", "bindings",
     "b0 with b value=e1 in s0 r1 at e2\n"
     "b1 with d value=e2 unpack=1 in s0 r2 at e3\n"
     "b2 with e value=e2 unpack=2 in s0 r2 at e3\n"},
    {"asynchronous with",
     "async def f():\n"
     "    async with a as b: pass\n",
     "bindings",
     "b0 async-with b value=e1 in s1 r2 at e2\n"
     "b1 def f s1 in s0 r0 at e2\n"},
    {"except",
     "try: pass\n"
     "except a as b: pass\n",
     "bindings", "b0 except b value=e1 in s0 r2 at e2\n"},
    {"type aliases", "type A[T] = b\n", "bindings", "b0 type-alias A value=e1 in s0 r0 at e2\n"},
    {"match",
     "match a:\n"
     "    case B(c) as d: pass\n"
     "    case [e, *f, _]: pass\n"
     "    case {'k': g, **h}: pass\n"
     "    case (1 | 2) as i: pass\n"
     "    case j: pass\n",
     "bindings",
     "b0 match c in s0 r1 at e3\n"
     "b1 match d value=e2 in s0 r1 at e3\n"
     "b2 refine a value=e2 in s0 r1 at e3\n"
     "b3 match e in s0 r2 at e3\n"
     "b4 match f in s0 r2 at e3\n"
     "b5 match g in s0 r3 at e4\n"
     "b6 match h in s0 r3 at e4\n"
     "b7 match i in s0 r4 at e6\n"
     "b8 match j in s0 r5 at e6\n"},
};

static void targets(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("targets", targets_rows, targets)

static const FactsRow attributes_rows[] = {
    {"assigned", "self.a = b\n", "bindings", "b0 attribute a e3 value=e1 in s0 r0 at e4\n"},
    {"of anything", "f().a[0].b = c\n", "bindings", "b0 attribute b e7 value=e1 in s0 r0 at e8\n"},
    {"annotated",
     "self.a: b = c\n"
     "self.d: e\n",
     "bindings",
     "b0 attribute a e4 value=e1 annotation=e2 in s0 r0 at e5\n"
     "b1 attribute d e7 annotation=e5 in s0 r0 at e8\n"},
    {"augmented", "self.a += b\n", "bindings", "b0 attribute a e2 value=e4 in s0 r0 at e5\n"},
    {"unpacked", "self.a, b = c\n", "bindings",
     "b0 attribute a e3 value=e1 unpack=1 in s0 r0 at e4\n"
     "b1 assign b value=e1 unpack=2 in s0 r0 at e4\n"},
    {"with", "with a as self.b: pass\n", "bindings", "b0 attribute b e3 value=e1 in s0 r1 at e4\n"},
    {"for: somewhere inside", "for self.a in b: pass\n", "bindings",
     "b0 attribute a e3 value=e1 unpack=inside in s0 r1 at e4\n"},
};

static void attributes(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("attributes", attributes_rows, attributes)

static const FactsRow bind_flags_rows[] = {
    {"under TYPE_CHECKING",
     "if TYPE_CHECKING:\n"
     "    a = b\n"
     "else:\n"
     "    c = d\n",
     "bindings",
     "b0 assign a type-checking value=e2 in s0 r1 at e3\n"
     "b1 assign c value=e3 in s0 r2 at e4\n"},
    {"not TYPE_CHECKING",
     "if not typing.TYPE_CHECKING:\n"
     "    a = b\n"
     "else:\n"
     "    c = d\n",
     "bindings",
     "b0 assign a value=e4 in s0 r1 at e5\n"
     "b1 assign c type-checking value=e5 in s0 r2 at e6\n"},
    {"dead",
     "if 0:\n"
     "    a = b\n",
     "bindings", "b0 assign a dead value=e2 in s0 r1 at e3\n"},
    {"dead for type checkers too",
     "if TYPE_CHECKING:\n"
     "    if False:\n"
     "        a = b\n",
     "bindings", "b0 assign a type-checking dead value=e3 in s0 r2 at e4\n"},
};

static void bind_flags(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("flags", bind_flags_rows, bind_flags)

static const FactsRow declarations_rows[] = {
    {"global",
     "def f():\n"
     "    global a\n"
     "    a = b\n"
     "    def a(): pass\n",
     "bindings",
     "b0 assign a global value=e1 in s0 r1 at e2\n"
     "b1 def a s2 global in s0 r1 at e2\n"
     "b2 def f s1 in s0 r0 at e2\n"},
    {"declared",
     "def f():\n"
     "    global a, b, a\n",
     "declarations",
     "a in s1 is of s0\n"
     "b in s1 is of s0\n"},
    {"global at module level says nothing", "global a\n", "declarations", ""},
    {"nonlocal",
     "def f():\n"
     "    a = 1\n"
     "    def g():\n"
     "        nonlocal a\n"
     "        a = 2\n",
     "bindings",
     "b0 assign a value=e1 in s1 r1 at e2\n"
     "b1 assign a global value=e2 in s1 r2 at e3\n"
     "b2 def g s2 in s1 r1 at e3\n"
     "b3 def f s1 in s0 r0 at e3\n"},
    {"nonlocal bound further down",
     "def f():\n"
     "    def g():\n"
     "        nonlocal a\n"
     "        a = 2\n"
     "    a = 1\n",
     "declarations", "a in s2 is of s1\n"},
    {"nonlocal through a function and a class",
     "def f(a):\n"
     "    class C:\n"
     "        a = 0\n"
     "        def g(self):\n"
     "            def h():\n"
     "                nonlocal a\n"
     "                a = 2\n",
     "declarations", "a in s4 is of s1\n"},
    {"nonlocal twice",
     "def f():\n"
     "    a = 1\n"
     "    def g():\n"
     "        nonlocal a\n"
     "        def h():\n"
     "            nonlocal a\n"
     "            a = 2\n",
     "declarations",
     "a in s2 is of s1\n"
     "a in s3 is of s1\n"},
    {"nonlocal of nobody",
     "def f():\n"
     "    nonlocal a\n",
     "declarations", "a in s1 is of s0\n"},
    {"a walrus in a comprehension",
     "def f():\n"
     "    global a\n"
     "    [a := b for b in c]\n",
     "bindings",
     "b0 for b value=e1 in s2 r1 at e2\n"
     "b1 assign a global value=e2 in s0 r1 at e3\n"
     "b2 def f s1 in s0 r0 at e5\n"},
};

static void declarations(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("global and nonlocal", declarations_rows, declarations)

static const FactsRow refinement_rows[] = {
    {"if isinstance", "if isinstance(a, B): pass\n", "bindings",
     "b0 refine a value=e3 in s0 r1 at e5\n"},
    {"a tuple of classes", "if isinstance(a, (B, C)): pass\n", "bindings",
     "b0 refine a value=e5 in s0 r1 at e7\n"},
    {"joined by and", "if a and isinstance(a, B) and isinstance(c, D): pass\n", "bindings",
     "b0 refine a up to e10 value=e4 in s0 r0 at e6\n"
     "b1 refine a value=e4 in s0 r1 at e11\n"
     "b2 refine c value=e8 in s0 r1 at e11\n"},
    {"or tells nothing", "if isinstance(a, B) or c: pass\n", "bindings", ""},
    {"else of not",
     "if not isinstance(a, B): pass\n"
     "else: pass\n",
     "bindings", "b0 refine a value=e3 in s0 r2 at e6\n"},
    {"behind an if that leaves",
     "def f(a):\n"
     "    if not isinstance(a, B): return\n"
     "    a\n",
     "bindings",
     "b0 parameter a p0 in s1 r1 at e1\n"
     "b1 refine a value=e3 in s1 r1 at e6\n"
     "b2 def f s1 in s0 r0 at e7\n"},
    {"behind an if that leaves on one of several grounds",
     "def f(a):\n"
     "    if a is None or not isinstance(a, B): raise C\n"
     "    a\n",
     "bindings",
     "b0 parameter a p0 in s1 r1 at e1\n"
     "b1 refine a value=e6 in s1 r1 at e11\n"
     "b2 def f s1 in s0 r0 at e12\n"},
    {"not behind an if that goes on",
     "def f(a):\n"
     "    if not isinstance(a, B): d()\n"
     "    a\n",
     "bindings",
     "b0 parameter a p0 in s1 r1 at e1\n"
     "b1 def f s1 in s0 r0 at e9\n"},
    {"assert", "assert isinstance(a, B)\n", "bindings", "b0 refine a value=e3 in s0 r0 at e5\n"},
    {"while", "while isinstance(a, B): pass\n", "bindings",
     "b0 refine a value=e3 in s0 r1 at e5\n"},
    {"behind a chain of branches that leave",
     "def f(a, b):\n"
     "    if not isinstance(a, B): return\n"
     "    elif not isinstance(b, C): raise\n"
     "    elif c: d\n"
     "    a\n",
     "bindings",
     "b0 parameter a p0 in s1 r1 at e1\n"
     "b1 parameter b p1 in s1 r1 at e1\n"
     "b2 refine a value=e3 in s1 r3 at e6\n"
     "b3 refine b value=e8 in s1 r5 at e11\n"
     "b4 refine a value=e3 in s1 r1 at e13\n"
     "b5 refine b value=e8 in s1 r1 at e13\n"
     "b6 def f s1 in s0 r0 at e14\n"},
    {"not of names that the else binds",
     "def f(a):\n"
     "    if not isinstance(a, B): return\n"
     "    else: a = c\n"
     "    a\n",
     "bindings",
     "b0 parameter a p0 in s1 r1 at e1\n"
     "b1 refine a value=e3 in s1 r3 at e6\n"
     "b2 assign a value=e6 in s1 r3 at e7\n"
     "b3 def f s1 in s0 r0 at e8\n"},
    {"class patterns",
     "match a:\n"
     "    case B(): pass\n"
     "    case C() as d: pass\n"
     "    case E() | F(): pass\n",
     "bindings",
     "b0 refine a value=e2 in s0 r1 at e3\n"
     "b1 match d value=e3 in s0 r2 at e4\n"
     "b2 refine a value=e3 in s0 r2 at e4\n"
     "b3 refine a value=e6 in s0 r3 at e7\n"},
    {"class patterns beside others",
     "match a:\n"
     "    case B() | None: pass\n"
     "    case C() | 1: pass\n",
     "bindings", "b0 refine a value=e2 in s0 r1 at e4\n"},
    {"guards",
     "match a:\n"
     "    case b if isinstance(b, C): pass\n",
     "bindings",
     "b0 match b in s0 r1 at e2\n"
     "b1 refine b value=e4 in s0 r1 at e6\n"},
    {"attributes", "if isinstance(self.a, B): pass\n", "bindings",
     "b0 refine self.a value=e4 in s0 r1 at e6\n"},
    {"what is called is no attribute", "if isinstance(a().b, B): pass\n", "bindings", ""},
    {"attributes that are set in the test", "isinstance(a.b, B) and (a := c)\n", "bindings",
     "b0 refine a.b up to e8 value=e4 in s0 r0 at e6\n"
     "b1 assign a value=e6 in s0 r0 at e7\n"},
    {"conditional expressions", "a.run() if isinstance(a, B) else 1\n", "bindings",
     "b0 refine a up to e8 value=e3 in s0 r0 at e5\n"},
    {"conditions of comprehensions", "[a for a in b if isinstance(a, B)]\n", "bindings",
     "b0 for a value=e1 in s1 r0 at e2\n"
     "b1 refine a up to e7 value=e4 in s1 r0 at e6\n"},
    {"conditions about what is around", "[a for a in b if isinstance(c, B)]\n", "bindings",
     "b0 for a value=e1 in s1 r0 at e2\n"
     "b1 refine c up to e7 value=e4 in s0 r0 at e6\n"},
};

static void refinement(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("refinement", refinement_rows, refinement)

TEST_MAIN(&targets_table, &attributes_table, &bind_flags_table, &declarations_table,
          &refinement_table)
