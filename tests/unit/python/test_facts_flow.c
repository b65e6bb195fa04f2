// Regions, the ways out of them, exits, dead code.
#include "query.h"
#include "support/test.h"

static const FactsRow ways_out_rows[] = {
    {"falling", "if a: b\n", "regions",
     "r0 body s0 in r0 e1..e3 falls\n"
     "r1 if s0 in r0 e2..e3 falls subject=e1\n"},
    {"return in both branches",
     "def f():\n"
     "    if a: return\n"
     "    else: return\n"
     "    b\n",
     "regions",
     "r0 body s0 in r0 e1..e3 falls\n"
     "r1 body s1 in r0 e1..e3 returns\n"
     "r2 if s1 in r1 e2..e2 returns subject=e1\n"
     "r3 else s1 in r1 e2..e2 returns subject=e1 group=r2\n"},
    {"elif chains",
     "def f():\n"
     "    if a: return\n"
     "    elif b: raise C\n"
     "    else: d\n"
     "    e\n",
     "regions",
     "r0 body s0 in r0 e1..e6 falls\n"
     "r1 body s1 in r0 e1..e6 falls returns raises\n"
     "r2 if s1 in r1 e2..e2 returns subject=e1\n"
     "r3 else s1 in r1 e2..e5 falls raises subject=e1 group=r2\n"
     "r4 if s1 in r3 e3..e4 raises subject=e2\n"
     "r5 else s1 in r3 e4..e5 falls subject=e2 group=r4\n"},
    {"a loop takes what is its own",
     "def f():\n"
     "    for i in a:\n"
     "        if b: break\n"
     "        if c: continue\n"
     "        return\n",
     "regions",
     "r0 body s0 in r0 e1..e4 falls\n"
     "r1 body s1 in r0 e1..e4 falls returns\n"
     "r2 for s1 in r1 e2..e4 returns breaks continues subject=e1 binding=b0\n"
     "r3 if s1 in r2 e3..e3 breaks subject=e2\n"
     "r4 if s1 in r2 e4..e4 continues subject=e3\n"},
    {"loops and else",
     "def f():\n"
     "    for i in a:\n"
     "        break\n"
     "    else:\n"
     "        return\n"
     "    b\n",
     "regions",
     "r0 body s0 in r0 e1..e3 falls\n"
     "r1 body s1 in r0 e1..e3 falls returns\n"
     "r2 for s1 in r1 e2..e2 breaks subject=e1 binding=b0\n"
     "r3 loop-else s1 in r1 e2..e2 returns group=r2\n"},
    {"a loop without break and an else that leaves",
     "def f():\n"
     "    while a:\n"
     "        b\n"
     "    else:\n"
     "        return\n"
     "    c\n",
     "regions",
     "r0 body s0 in r0 e1..e4 falls\n"
     "r1 body s1 in r0 e1..e4 returns\n"
     "r2 while s1 in r1 e1..e3 falls subject=e1\n"
     "r3 loop-else s1 in r1 e3..e3 returns group=r2\n"},
    {"while True never ends",
     "def f():\n"
     "    while True: a\n"
     "    b\n",
     "regions",
     "r0 body s0 in r0 e1..e4 falls\n"
     "r1 body s1 in r0 e1..e4\n"
     "r2 while s1 in r1 e1..e3 falls endless subject=e1\n"},
    {"unless it breaks",
     "def f():\n"
     "    while 1:\n"
     "        if a: break\n"
     "    b\n",
     "regions",
     "r0 body s0 in r0 e1..e4 falls\n"
     "r1 body s1 in r0 e1..e4 falls\n"
     "r2 while s1 in r1 e1..e3 falls breaks endless subject=e1\n"
     "r3 if s1 in r2 e3..e3 breaks subject=e2\n"},
    {"the else of an endless loop",
     "def f():\n"
     "    while True:\n"
     "        break\n"
     "    else:\n"
     "        a\n",
     "regions",
     "r0 body s0 in r0 e1..e3 falls\n"
     "r1 body s1 in r0 e1..e3 falls\n"
     "r2 while s1 in r1 e1..e2 breaks endless subject=e1\n"
     "r3 loop-else s1 in r1 e2..e3 falls dead group=r2\n"},
    {"while False",
     "def f():\n"
     "    while False: return\n"
     "    a\n",
     "regions",
     "r0 body s0 in r0 e1..e3 falls\n"
     "r1 body s1 in r0 e1..e3 falls\n"
     "r2 while s1 in r1 e1..e2 returns dead subject=e1\n"},
    {"with passes through",
     "def f():\n"
     "    with a:\n"
     "        return\n"
     "    b\n",
     "regions",
     "r0 body s0 in r0 e1..e3 falls\n"
     "r1 body s1 in r0 e1..e3 returns\n"
     "r2 with s1 in r1 e2..e2 returns subject=e1\n"},
    {"with may swallow what is raised",
     "def f():\n"
     "    with suppress(a):\n"
     "        raise b\n"
     "    return c\n",
     "exits",
     "raise value=e4 in s1 r2 at e5\n"
     "return value=e5 in s1 r1 at e6\n"},
    {"match without a last resort",
     "def f():\n"
     "    match a:\n"
     "        case 1: return\n"
     "        case 2: raise\n",
     "regions",
     "r0 body s0 in r0 e1..e6 falls\n"
     "r1 body s1 in r0 e1..e6 falls returns reraises\n"
     "r2 case s1 in r1 e2..e4 returns subject=e1 pattern=e3\n"
     "r3 case s1 in r1 e4..e6 reraises subject=e1 pattern=e5\n"},
    {"match with one",
     "def f():\n"
     "    match a:\n"
     "        case 1: return\n"
     "        case _: raise\n",
     "regions",
     "r0 body s0 in r0 e1..e4 falls\n"
     "r1 body s1 in r0 e1..e4 returns reraises\n"
     "r2 case s1 in r1 e2..e4 returns subject=e1 pattern=e3\n"
     "r3 case s1 in r1 e4..e4 reraises subject=e1\n"},
    {"what cases ask is told where it is all that they ask",
     "match a:\n"
     "    case b.c: pass\n"
     "    case D() | E(): pass\n"
     "    case D() as d: pass\n"
     "    case D(1): pass\n"
     "    case D() | 1: pass\n"
     "    case [x]: pass\n"
     "    case _: pass\n",
     "regions",
     "r0 body s0 in r0 e1..e13 falls\n"
     "r1 case s0 in r0 e2..e5 falls subject=e1 pattern=e4\n"
     "r2 case s0 in r0 e5..e8 falls subject=e1 pattern=e7\n"
     "r3 case s0 in r0 e8..e9 falls subject=e1 pattern=e8\n"
     "r4 case s0 in r0 e9..e11 falls subject=e1\n"
     "r5 case s0 in r0 e11..e13 falls subject=e1\n"
     "r6 case s0 in r0 e13..e13 falls subject=e1\n"
     "r7 case s0 in r0 e13..e13 falls subject=e1\n"},
    {"a guard is no last resort",
     "def f():\n"
     "    match a:\n"
     "        case x if b: return\n",
     "regions",
     "r0 body s0 in r0 e1..e3 falls\n"
     "r1 body s1 in r0 e1..e3 falls returns\n"
     "r2 case s1 in r1 e2..e3 returns guarded subject=e1\n"},
    {"alternatives and names are",
     "def f():\n"
     "    match a:\n"
     "        case 1 | (_ as x): return\n",
     "regions",
     "r0 body s0 in r0 e1..e3 falls\n"
     "r1 body s1 in r0 e1..e3 returns\n"
     "r2 case s1 in r1 e2..e3 returns subject=e1\n"},
    {"exit functions",
     "def f():\n"
     "    if a: sys.exit(1)\n"
     "    elif b: os._exit(1)\n"
     "    elif c: exit()\n"
     "    else: quit()\n",
     "regions",
     "r0 body s0 in r0 e1..e16 falls\n"
     "r1 body s1 in r0 e1..e16 raises\n"
     "r2 if s1 in r1 e2..e6 raises subject=e1\n"
     "r3 else s1 in r1 e6..e16 raises subject=e1 group=r2\n"
     "r4 if s1 in r3 e7..e11 subject=e6\n"
     "r5 else s1 in r3 e11..e16 raises subject=e6 group=r4\n"
     "r6 if s1 in r5 e12..e14 raises subject=e11\n"
     "r7 else s1 in r5 e14..e16 raises subject=e11 group=r6\n"},
    {"assert False",
     "def f():\n"
     "    if a: assert False\n"
     "    else: assert 0, 'no'\n",
     "regions",
     "r0 body s0 in r0 e1..e5 falls\n"
     "r1 body s1 in r0 e1..e5 raises\n"
     "r2 if s1 in r1 e2..e3 raises subject=e1\n"
     "r3 else s1 in r1 e3..e5 raises subject=e1 group=r2\n"},
};

static void ways_out(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("ways out of a region", ways_out_rows, ways_out)

static const FactsRow tries_rows[] = {
    {"all paths leave",
     "def f():\n"
     "    try: return\n"
     "    except A: raise\n"
     "    b\n",
     "regions",
     "r0 body s0 in r0 e1..e3 falls\n"
     "r1 body s1 in r0 e1..e3 returns reraises\n"
     "r2 try s1 in r1 e1..e1 returns\n"
     "r3 except s1 in r1 e2..e2 reraises subject=e1 group=r2\n"},
    {"the body with its else, or a handler",
     "def f():\n"
     "    try: a\n"
     "    except A: return\n"
     "    else: return\n"
     "    b\n",
     "regions",
     "r0 body s0 in r0 e1..e4 falls\n"
     "r1 body s1 in r0 e1..e4 returns\n"
     "r2 try s1 in r1 e1..e2 falls\n"
     "r3 except s1 in r1 e3..e3 returns subject=e2 group=r2\n"
     "r4 try-else s1 in r1 e3..e3 returns group=r2\n"},
    {"else behind a body that leaves",
     "def f():\n"
     "    try: return\n"
     "    except A: pass\n"
     "    else: return 1\n"
     "    return 2\n",
     "exits",
     "return in s1 r2 at e1\n"
     "return dead value=e2 in s1 r4 at e3\n"
     "return value=e3 in s1 r1 at e4\n"},
    {"finally overrules",
     "def f():\n"
     "    try: raise A\n"
     "    finally: return\n"
     "    b\n",
     "regions",
     "r0 body s0 in r0 e1..e3 falls\n"
     "r1 body s1 in r0 e1..e3 returns\n"
     "r2 try s1 in r1 e1..e2 raises\n"
     "r3 finally s1 in r1 e2..e2 returns group=r2\n"},
    {"finally that falls leaves things as they are",
     "def f():\n"
     "    try: return\n"
     "    finally: a\n"
     "    b\n",
     "regions",
     "r0 body s0 in r0 e1..e3 falls\n"
     "r1 body s1 in r0 e1..e3 returns\n"
     "r2 try s1 in r1 e1..e1 returns\n"
     "r3 finally s1 in r1 e1..e2 falls group=r2\n"},
    {"except star",
     "def f():\n"
     "    try: a\n"
     "    except* A as b: c\n",
     "regions",
     "r0 body s0 in r0 e1..e4 falls\n"
     "r1 body s1 in r0 e1..e4 falls\n"
     "r2 try s1 in r1 e1..e2 falls\n"
     "r3 except-star s1 in r1 e3..e4 falls subject=e2 group=r2 binding=b0\n"},
    {"types stand before the handler",
     "try: a\n"
     "except B: c\n",
     "expressions",
     "e1 name a dropped\n"
     "e2 name B other\n"
     "e3 name c dropped\n"},
    {"headers and groups",
     "try: a\n"
     "except (A, B) as c: d\n"
     "except: e\n"
     "else: f\n"
     "finally: g\n",
     "regions",
     "r0 body s0 in r0 e1..e9 falls\n"
     "r1 try s0 in r0 e1..e2 falls\n"
     "r2 except s0 in r0 e5..e6 falls subject=e4 group=r1 binding=b0\n"
     "r3 except s0 in r0 e6..e7 falls group=r1\n"
     "r4 try-else s0 in r0 e7..e8 falls group=r1\n"
     "r5 finally s0 in r0 e8..e9 falls group=r1\n"},
};

static void tries(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("try", tries_rows, tries)

static const FactsRow reraises_rows[] = {
    {"bare",
     "def f():\n"
     "    try: a\n"
     "    except B: raise\n",
     "exits", "raise reraise in s1 r3 at e3\n"},
    {"by name",
     "def f():\n"
     "    try: a\n"
     "    except B as c:\n"
     "        raise c\n",
     "exits", "raise reraise value=e3 in s1 r3 at e4\n"},
    {"by name with a cause",
     "def f():\n"
     "    try: a\n"
     "    except B as c:\n"
     "        raise c from d\n",
     "exits", "raise reraise value=e3 cause=e4 in s1 r3 at e5\n"},
    {"with a traceback",
     "def f():\n"
     "    try: a\n"
     "    except B as c:\n"
     "        raise c.with_traceback(d)\n",
     "exits", "raise reraise value=e6 in s1 r3 at e7\n"},
    {"something else",
     "def f():\n"
     "    try: a\n"
     "    except B as c:\n"
     "        raise D(c) from c\n",
     "exits", "raise value=e5 cause=e6 in s1 r3 at e7\n"},
    {"deeper in the handler",
     "def f():\n"
     "    try: a\n"
     "    except B as c:\n"
     "        with d:\n"
     "            if e: raise c\n"
     "        f\n",
     "regions",
     "r0 body s0 in r0 e1..e7 falls\n"
     "r1 body s1 in r0 e1..e7 falls reraises\n"
     "r2 try s1 in r1 e1..e2 falls\n"
     "r3 except s1 in r1 e3..e7 falls reraises subject=e2 group=r2 binding=b0\n"
     "r4 with s1 in r3 e4..e6 falls reraises subject=e3\n"
     "r5 if s1 in r4 e5..e6 reraises subject=e4\n"},
    {"not of a nested function",
     "def f():\n"
     "    try: a\n"
     "    except B as c:\n"
     "        def g(): raise c\n",
     "regions",
     "r0 body s0 in r0 e1..e4 falls\n"
     "r1 body s1 in r0 e1..e4 falls\n"
     "r2 try s1 in r1 e1..e2 falls\n"
     "r3 except s1 in r1 e3..e4 falls subject=e2 group=r2 binding=b0\n"
     "r4 body s2 in r3 e3..e4 raises\n"},
};

static void reraises(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("raising again", reraises_rows, reraises)

static const FactsRow dead_code_rows[] = {
    {"behind return",
     "def f():\n"
     "    return 1\n"
     "    return 2\n",
     "exits",
     "return value=e1 in s1 r1 at e2\n"
     "return dead value=e2 in s1 r1 at e3\n"},
    {"behind raise, break, continue",
     "def f():\n"
     "    for i in a:\n"
     "        if b:\n"
     "            break\n"
     "            raise\n"
     "        continue\n"
     "        return\n",
     "exits",
     "break in s1 r3 at e3\n"
     "raise dead reraise in s1 r3 at e3\n"
     "continue in s1 r2 at e3\n"
     "return dead in s1 r2 at e3\n"},
    {"regions and scopes in it",
     "def f():\n"
     "    return\n"
     "    if a: b\n"
     "    def g(): c\n",
     "regions",
     "r0 body s0 in r0 e1..e4 falls\n"
     "r1 body s1 in r0 e1..e4 returns\n"
     "r2 if s1 in r1 e2..e3 falls dead subject=e1\n"
     "r3 body s2 in r1 e3..e4 falls dead\n"},
    {"expressions in it",
     "def f():\n"
     "    return\n"
     "    a\n",
     "expressions", "e1 name a dropped dead\n"},
    {"behind an endless loop",
     "def f():\n"
     "    while True: pass\n"
     "    return\n",
     "exits", "return dead in s1 r1 at e2\n"},
    {"behind exit functions",
     "def f():\n"
     "    sys.exit(a)\n"
     "    return\n",
     "exits", "return dead in s1 r1 at e5\n"},
    {"if TYPE_CHECKING",
     "if t.TYPE_CHECKING: a\n"
     "else: b\n",
     "regions",
     "r0 body s0 in r0 e1..e5 falls\n"
     "r1 if s0 in r0 e3..e4 falls dead type-checking subject=e2\n"
     "r2 else s0 in r0 e4..e5 falls subject=e2 group=r1\n"},
    {"TYPE_CHECKING and more",
     "if TYPE_CHECKING and a: b\n"
     "else: c\n",
     "regions",
     "r0 body s0 in r0 e1..e6 falls\n"
     "r1 if s0 in r0 e4..e5 falls dead type-checking subject=e3\n"
     "r2 else s0 in r0 e5..e6 falls subject=e3 group=r1\n"},
    {"TYPE_CHECKING or more",
     "if TYPE_CHECKING or a: b\n"
     "else: c\n",
     "regions",
     "r0 body s0 in r0 e1..e6 falls\n"
     "r1 if s0 in r0 e4..e5 falls subject=e3\n"
     "r2 else s0 in r0 e5..e6 falls subject=e3 group=r1\n"},
    {"constants",
     "if False: a\n"
     "if 0: b\n"
     "if None: c\n"
     "if '': d\n"
     "if 'x': e\n"
     "else: f\n",
     "regions",
     "r0 body s0 in r0 e1..e12 falls\n"
     "r1 if s0 in r0 e2..e3 falls dead subject=e1\n"
     "r2 if s0 in r0 e4..e5 falls dead subject=e3\n"
     "r3 if s0 in r0 e6..e7 falls dead subject=e5\n"
     "r4 if s0 in r0 e8..e9 falls dead subject=e7\n"
     "r5 if s0 in r0 e10..e11 falls subject=e9\n"
     "r6 else s0 in r0 e11..e12 falls dead subject=e9 group=r5\n"},
    {"versions, platforms, main are alive",
     "if sys.version_info >= (3, 9): a\n"
     "if sys.platform == 'win32': b\n"
     "if __name__ == '__main__': c\n",
     "regions",
     "r0 body s0 in r0 e1..e17 falls\n"
     "r1 if s0 in r0 e7..e8 falls subject=e6\n"
     "r2 if s0 in r0 e12..e13 falls subject=e11\n"
     "r3 if s0 in r0 e16..e17 falls subject=e15\n"},
    {"a class body that raises",
     "def f():\n"
     "    class C:\n"
     "        raise A\n"
     "    return\n",
     "exits",
     "raise value=e1 in s2 r2 at e2\n"
     "return dead in s1 r1 at e2\n"},
};

static void dead_code(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("dead code", dead_code_rows, dead_code)

static const FactsRow region_nesting_rows[] = {
    {"awaits and yields go up to the function",
     "async def f():\n"
     "    for i in a:\n"
     "        if b:\n"
     "            await c\n"
     "    while d:\n"
     "        yield\n",
     "regions",
     "r0 body s0 in r0 e1..e7 falls\n"
     "r1 body s1 in r0 e1..e7 falls awaits yields\n"
     "r2 for s1 in r1 e2..e5 falls awaits subject=e1 binding=b0\n"
     "r3 if s1 in r2 e3..e5 falls awaits subject=e2\n"
     "r4 while s1 in r1 e5..e7 falls yields subject=e5\n"},
    {"asynchronous for and with await",
     "async def f():\n"
     "    async with a:\n"
     "        async for b in c: pass\n",
     "regions",
     "r0 body s0 in r0 e1..e3 falls\n"
     "r1 body s1 in r0 e1..e3 falls awaits\n"
     "r2 async-with s1 in r1 e2..e3 falls awaits subject=e1\n"
     "r3 async-for s1 in r2 e3..e3 falls awaits subject=e2 binding=b0\n"},
    {"with: one region an item", "with a as b, c as (d, e): f\n", "regions",
     "r0 body s0 in r0 e1..e4 falls\n"
     "r1 with s0 in r0 e2..e4 falls subject=e1 binding=b0\n"
     "r2 with s0 in r1 e3..e4 falls subject=e2\n"},
    {"the test of a while lies inside", "while a: b\n", "regions",
     "r0 body s0 in r0 e1..e3 falls\n"
     "r1 while s0 in r0 e1..e3 falls subject=e1\n"},
    {"patterns and guards lie inside",
     "match a:\n"
     "    case B() if c: d\n",
     "regions",
     "r0 body s0 in r0 e1..e5 falls\n"
     "r1 case s0 in r0 e2..e5 falls guarded subject=e1 pattern=e2\n"},
    {"a long chain of elif",
     "if a: b\n"
     "elif c: d\n"
     "elif e: f\n",
     "regions",
     "r0 body s0 in r0 e1..e7 falls\n"
     "r1 if s0 in r0 e2..e3 falls subject=e1\n"
     "r2 else s0 in r0 e3..e7 falls subject=e1 group=r1\n"
     "r3 if s0 in r2 e4..e5 falls subject=e3\n"
     "r4 else s0 in r2 e5..e7 falls subject=e3 group=r3\n"
     "r5 if s0 in r4 e6..e7 falls subject=e5\n"},
};

static void region_nesting(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("regions", region_nesting_rows, region_nesting)

static const FactsRow headers_rows[] = {
    {"to before the colon", "async def f[T](a, b: c = d) -> e: pass\n", "headers",
     "\n"
     "async def f[T](a, b: c = d) -> e\n"},
    {"with closing parentheses and commas",
     "if (a\n"
     "    ): b\n"
     "class C(a,\n"
     "       ): b\n",
     "headers",
     "\n"
     "if (a~    )\n"
     "class C(a,~       )\n"},
    {"comments are skipped",
     "def f(a, # :\n"
     "): pass\n",
     "headers",
     "\n"
     "def f(a, # :~)\n"},
    {"chains of elif",
     "if a: b\n"
     "elif c: d\n"
     "else: e\n",
     "headers",
     "\n"
     "if a\n"
     "elif c\n"
     "elif c\n"
     "else\n"},
    {"an if in an else",
     "if a: b\n"
     "else:\n"
     "    if c: d\n",
     "headers",
     "\n"
     "if a\n"
     "else\n"
     "if c\n"},
    {"loops and their else",
     "for a in b,: pass\n"
     "# else\n"
     "else: pass\n"
     "while (a): pass\n",
     "headers",
     "\n"
     "for a in b,\n"
     "else\n"
     "while (a)\n"},
    {"one item of a with",
     "with (a as b,\n"
     "      c): d\n",
     "headers",
     "\n"
     "with (a as b\n"
     "c\n"},
    {"try and all that follows",
     "try: a\n"
     "except (A, B) as c: d\n"
     "except: e\n"
     "else: f\n"
     "finally: g\n",
     "headers",
     "\n"
     "try\n"
     "except (A, B) as c\n"
     "except\n"
     "else\n"
     "finally\n"},
    {"cases",
     "match a:\n"
     "    case B() if (c): d\n",
     "headers",
     "\n"
     "case B() if (c)\n"},
    {"lambdas and generator expressions",
     "lambda a: b\n"
     "(a for b in c)\n",
     "headers",
     "\n"
     "lambda a: b\n"
     "(a for b in c)\n"},
};

static void headers(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("headers", headers_rows, headers)

TEST_MAIN(&ways_out_table, &tries_table, &reraises_table, &dead_code_table, &region_nesting_table,
          &headers_table)
