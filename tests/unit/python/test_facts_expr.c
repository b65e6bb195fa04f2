// Expressions: what is recorded, in which order, and how each value is used.
#include "query.h"
#include "support/test.h"

static const FactsRow operands_rows[] = {
    {"names and attributes", "a.b.c\n", "expressions",
     "e1 name a object\n"
     "e2 attribute e1 b object\n"
     "e3 attribute e2 c dropped\n"},
    {"a call: callee, arguments, keywords, then the call", "f(a, *b, k=c, **d)\n", "expressions",
     "e1 name f called\n"
     "e2 name a argument\n"
     "e3 name b argument\n"
     "e4 starred e3 * argument\n"
     "e5 name c argument\n"
     "e6 name d argument\n"
     "e7 starred e6 ** argument\n"
     "e8 call e1(e2, e4, k=e5, e7) dropped\n"},
    {"subscripts and slices", "a[b][c:d:e]\n", "expressions",
     "e1 name a subscripted\n"
     "e2 name b index\n"
     "e3 subscript e1 e2 subscripted\n"
     "e4 name c index\n"
     "e5 name d index\n"
     "e6 name e index\n"
     "e7 slice index\n"
     "e8 subscript e3 e7 dropped\n"},
    {"operators lean to the left", "a + b * -c\n", "expressions",
     "e1 name a operand\n"
     "e2 name b operand\n"
     "e3 name c operand\n"
     "e4 unary e3 - operand\n"
     "e5 binary e2 e4 * operand\n"
     "e6 binary e1 e5 + dropped\n"},
    {"not tests its operand", "not a\n", "expressions",
     "e1 name a tested\n"
     "e2 unary e1 not dropped\n"},
    {"a comparison holds all operands", "a < b <= c\n", "expressions",
     "e1 name a compared\n"
     "e2 name b compared\n"
     "e3 name c compared\n"
     "e4 compare [e1, e2, e3] < dropped\n"},
    {"is and is not ask for identity",
     "a is None\n"
     "b is not c\n",
     "expressions",
     "e1 name a identity\n"
     "e2 literal none identity\n"
     "e3 compare [e1, e2] is dropped\n"
     "e4 name b identity\n"
     "e5 name c identity\n"
     "e6 compare [e4, e5] is not dropped\n"},
    {"and, or: all but the last are tested", "a and b and c\n", "expressions",
     "e1 name a tested\n"
     "e2 name b tested\n"
     "e3 name c chosen\n"
     "e4 choice [e1, e2, e3] and dropped\n"},
    {"nested choices", "a or (b and c)\n", "expressions",
     "e1 name a tested\n"
     "e2 name b tested\n"
     "e3 name c chosen\n"
     "e4 choice [e2, e3] and chosen\n"
     "e5 choice [e1, e4] or dropped\n"},
    {"a conditional: the test stands before it", "a if b else c\n", "expressions",
     "e1 name b tested\n"
     "e2 name a chosen\n"
     "e3 name c chosen\n"
     "e4 choice [e2, e3] conditional dropped\n"},
    {"a walrus", "(x := f())\n", "expressions",
     "e1 name f called\n"
     "e2 call e1() bound\n"
     "e3 named e2 dropped\n"},
    {"await, parenthesised or not",
     "async def g():\n"
     "    return (await (f()))\n",
     "expressions",
     "e1 name f called\n"
     "e2 call e1() awaited\n"
     "e3 await e2 returned\n"},
    {"yields",
     "def g():\n"
     "    x = yield a\n"
     "    yield\n"
     "    yield from b\n",
     "expressions",
     "e1 name a yielded\n"
     "e2 yield e1 bound\n"
     "e3 yield - dropped\n"
     "e4 name b yielded\n"
     "e5 yield-from e4 dropped\n"},
    {"f-strings: values and nested specifications", "f'{a!r:>{b}} {c()}'\n", "expressions",
     "e1 name a formatted\n"
     "e2 name b formatted\n"
     "e3 name c called\n"
     "e4 call e3() formatted\n"
     "e5 format [e1, e2, e4] dropped\n"},
    {"displays",
     "[a, *b]\n"
     "{a}\n"
     "(a,)\n"
     "{a: b, **c}\n",
     "expressions",
     "e1 name a element\n"
     "e2 name b iterated\n"
     "e3 starred e2 * element\n"
     "e4 container [e1, e3] list dropped\n"
     "e5 name a element\n"
     "e6 container [e5] set dropped\n"
     "e7 name a element\n"
     "e8 container [e7] tuple dropped\n"
     "e9 name a element\n"
     "e10 name b element\n"
     "e11 name c iterated\n"
     "e12 container [e9, e10, -, e11] dict dropped\n"},
    {"a dropped string has no name", "'docstring'\n", "expressions",
     "e1 literal string \"\" dropped\n"},
};

static void operands(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("operands come before operators", operands_rows, operands)

static const FactsRow literals_rows[] = {
    {"constants", "f(None, True, False, ...)\n", "expressions",
     "e1 name f called\n"
     "e2 literal none argument\n"
     "e3 literal true argument\n"
     "e4 literal false argument\n"
     "e5 literal ellipsis argument\n"
     "e6 call e1(e2, e3, e4, e5) dropped\n"},
    {"integers", "f(0, 42, 1_000, 0xff, 0o17, 0b101)\n", "expressions",
     "e1 name f called\n"
     "e2 literal int 0 argument\n"
     "e3 literal int 42 argument\n"
     "e4 literal int 1000 argument\n"
     "e5 literal int 255 argument\n"
     "e6 literal int 15 argument\n"
     "e7 literal int 5 argument\n"
     "e8 call e1(e2, e3, e4, e5, e6, e7) dropped\n"},
    {"large integers", "f(4294967294, 4294967295, 99999999999999999999999)\n", "expressions",
     "e1 name f called\n"
     "e2 literal int 4294967294 argument\n"
     "e3 literal int 4294967295 argument\n"
     "e4 literal int 4294967295 argument\n"
     "e5 call e1(e2, e3, e4) dropped\n"},
    {"floats keep their spelling", "f(1.5e3, 2j)\n", "expressions",
     "e1 name f called\n"
     "e2 literal float 1.5e3 argument\n"
     "e3 literal float 2j argument\n"
     "e4 call e1(e2, e3) dropped\n"},
    {"strings and bytes", "f('a', '', b'x', 'a' 'b')\n", "expressions",
     "e1 name f called\n"
     "e2 literal string \"a\" argument\n"
     "e3 literal string \"\" argument\n"
     "e4 literal bytes argument\n"
     "e5 literal string \"ab\" argument\n"
     "e6 call e1(e2, e3, e4, e5) dropped\n"},
    {"half a surrogate pair is no text", "f('\\ud800')\n", "expressions",
     "e1 name f called\n"
     "e2 literal string \"\" argument\n"
     "e3 call e1(e2) dropped\n"},
};

static void literals(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("literals", literals_rows, literals)

static const FactsRow containers_rows[] = {
    {"seventeen literals and a name", "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,a]\n",
     "expressions",
     "e1 literal int 1 element\n"
     "e2 literal int 2 element\n"
     "e3 literal int 3 element\n"
     "e4 literal int 4 element\n"
     "e5 literal int 5 element\n"
     "e6 literal int 6 element\n"
     "e7 literal int 7 element\n"
     "e8 literal int 8 element\n"
     "e9 literal int 9 element\n"
     "e10 literal int 10 element\n"
     "e11 literal int 11 element\n"
     "e12 literal int 12 element\n"
     "e13 literal int 13 element\n"
     "e14 literal int 14 element\n"
     "e15 literal int 15 element\n"
     "e16 literal int 16 element\n"
     "e17 name a element\n"
     "e18 container [e1, e2, e3, e4, e5, e6, e7, e8, e9, e10, e11, e12, e13, e14, e15, e16, e17] "
     "list dropped cut\n"},
    {"displays of literals count as literals",
     "[(1,),(),(),(),(),(),(),(),(),(),(),(),(),(),(),(),(2,),(b,)]\n", "expressions",
     "e1 literal int 1 element\n"
     "e2 container [e1] tuple element\n"
     "e3 container [] tuple element\n"
     "e4 container [] tuple element\n"
     "e5 container [] tuple element\n"
     "e6 container [] tuple element\n"
     "e7 container [] tuple element\n"
     "e8 container [] tuple element\n"
     "e9 container [] tuple element\n"
     "e10 container [] tuple element\n"
     "e11 container [] tuple element\n"
     "e12 container [] tuple element\n"
     "e13 container [] tuple element\n"
     "e14 container [] tuple element\n"
     "e15 container [] tuple element\n"
     "e16 container [] tuple element\n"
     "e17 container [] tuple element\n"
     "e18 name b element\n"
     "e19 container [e18] tuple element\n"
     "e20 container [e2, e3, e4, e5, e6, e7, e8, e9, e10, e11, e12, e13, e14, e15, e16, e17, e19] "
     "list dropped cut\n"},
};

static void containers(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("containers keep the first literals and all names", containers_rows, containers)

static const FactsRow uses_rows[] = {
    {"bound to names", "a = b = f()\n", "expressions",
     "e1 name f called\n"
     "e2 call e1() bound\n"},
    {"a name among attributes keeps it", "a.x = b = f()\n", "expressions",
     "e1 name f called\n"
     "e2 call e1() bound\n"
     "e3 name a object\n"
     "e4 attribute e3 x other store\n"},
    {"stored in attributes and subscripts", "a.x = a[0] = f()\n", "expressions",
     "e1 name f called\n"
     "e2 call e1() stored\n"
     "e3 name a object\n"
     "e4 attribute e3 x other store\n"
     "e5 name a subscripted\n"
     "e6 literal int 0 index\n"
     "e7 subscript e5 e6 other store\n"},
    {"unpacked", "a, b = f()\n", "expressions",
     "e1 name f called\n"
     "e2 call e1() iterated\n"},
    {"paired with their targets", "a, b.c, (d, e) = f(), g(), h()\n", "expressions",
     "e1 name f called\n"
     "e2 call e1() bound\n"
     "e3 name g called\n"
     "e4 call e3() stored\n"
     "e5 name h called\n"
     "e6 call e5() iterated\n"
     "e7 container [e2, e4, e6] tuple iterated\n"
     "e8 name b object\n"
     "e9 attribute e8 c other store\n"},
    {"not paired: a star, other lengths", "a, *b = c, d\n", "expressions",
     "e1 name c element\n"
     "e2 name d element\n"
     "e3 container [e1, e2] tuple iterated\n"},
    {"iterated, entered, raised, returned",
     "def f():\n"
     "    for i in a:\n"
     "        with b:\n"
     "            raise c from d\n"
     "    return e\n",
     "expressions",
     "e1 name a iterated\n"
     "e2 name b entered\n"
     "e3 name c raised\n"
     "e4 name d raised\n"
     "e5 name e returned\n"},
    {"asynchronously",
     "async def f():\n"
     "    async for i in a:\n"
     "        async with b:\n"
     "            pass\n",
     "expressions",
     "e1 name a async-iterated\n"
     "e2 name b async-entered\n"},
    {"tested and dropped",
     "if a:\n"
     "    b\n"
     "while c:\n"
     "    assert d, e\n",
     "expressions",
     "e1 name a tested\n"
     "e2 name b dropped\n"
     "e3 name c tested\n"
     "e4 name d tested\n"
     "e5 name e other\n"},
    {"deleted", "del a, b.c, d[e]\n", "expressions",
     "e1 name a deleted store\n"
     "e2 name b object\n"
     "e3 attribute e2 c deleted store\n"
     "e4 name d subscripted\n"
     "e5 name e index\n"
     "e6 subscript e4 e5 deleted store\n"},
    {"decorators, bases, class keywords",
     "@a\n"
     "class C(b, *c, k=d, **e):\n"
     "    pass\n",
     "expressions",
     "e1 name a decorator definition\n"
     "e2 name b base definition\n"
     "e3 name c base definition\n"
     "e4 starred e3 * base definition\n"
     "e5 name d base definition\n"
     "e6 name e base definition\n"
     "e7 starred e6 ** base definition\n"},
    {"augmented: read, then written",
     "a += b\n"
     "c.d -= e\n"
     "f[g] *= h\n",
     "expressions",
     "e1 name a operand store\n"
     "e2 name b operand\n"
     "e3 binary e1 e2 + bound augmented\n"
     "e4 name c object\n"
     "e5 attribute e4 d operand store\n"
     "e6 name e operand\n"
     "e7 binary e5 e6 - stored augmented\n"
     "e8 name f subscripted\n"
     "e9 name g index\n"
     "e10 subscript e8 e9 operand store\n"
     "e11 name h operand\n"
     "e12 binary e10 e11 * stored augmented\n"},
};

static void uses(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("uses", uses_rows, uses)

static const FactsRow dead_expressions_rows[] = {
    {"False and x", "False and a\n", "expressions",
     "e1 literal false tested\n"
     "e2 name a chosen dead\n"
     "e3 choice [e1, e2] and dropped\n"},
    {"True or x", "True or a\n", "expressions",
     "e1 literal true tested\n"
     "e2 name a chosen dead\n"
     "e3 choice [e1, e2] or dropped\n"},
    {"x if True else y", "a if True else b\n", "expressions",
     "e1 literal true tested\n"
     "e2 name a chosen\n"
     "e3 name b chosen dead\n"
     "e4 choice [e2, e3] conditional dropped\n"},
    {"what follows a false operand", "a and 0 and b\n", "expressions",
     "e1 name a tested\n"
     "e2 literal int 0 tested\n"
     "e3 name b chosen dead\n"
     "e4 choice [e1, e2, e3] and dropped\n"},
    {"only type checkers get there", "a if TYPE_CHECKING else b\n", "expressions",
     "e1 name TYPE_CHECKING tested\n"
     "e2 name a chosen dead\n"
     "e3 name b chosen\n"
     "e4 choice [e2, e3] conditional dropped\n"},
};

static void dead_expressions(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("dead expressions", dead_expressions_rows, dead_expressions)

TEST_MAIN(&operands_table, &literals_table, &containers_table, &uses_table, &dead_expressions_table)
