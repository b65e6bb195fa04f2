// Annotations, types in quotes.
#include "query.h"
#include "support/test.h"

static const FactsRow annotations_rows[] = {
    {"parameters, returns, variables",
     "def f(a: b) -> c: pass\n"
     "d: e = g\n",
     "expressions",
     "e1 name b annotation annotation\n"
     "e2 name c annotation annotation\n"
     "e3 name g bound\n"
     "e4 name e annotation annotation\n"},
    {"quoted", "a: 'b.c'\n", "expressions",
     "e1 name b object annotation quoted\n"
     "e2 attribute e1 c annotation annotation quoted\n"},
    {"quoted inside", "a: Optional['b']\n", "expressions",
     "e1 name Optional subscripted annotation\n"
     "e2 name b index annotation quoted\n"
     "e3 subscript e1 e2 annotation annotation\n"},
    {"quotes in quotes", "a: \"list['b']\"\n", "expressions",
     "e1 name list subscripted annotation quoted\n"
     "e2 name b index annotation quoted\n"
     "e3 subscript e1 e2 annotation annotation quoted\n"},
    {"a union", "a: 'b' | None\n", "expressions",
     "e1 name b operand annotation quoted\n"
     "e2 literal none operand annotation\n"
     "e3 binary e1 e2 | annotation annotation\n"},
    {"not in Literal",
     "a: Literal['b']\n"
     "a: typing.Literal['c', 'd']\n",
     "expressions",
     "e1 name Literal subscripted annotation\n"
     "e2 literal string \"b\" index annotation\n"
     "e3 subscript e1 e2 annotation annotation\n"
     "e4 name typing object annotation\n"
     "e5 attribute e4 Literal subscripted annotation\n"
     "e6 literal string \"c\" element annotation\n"
     "e7 literal string \"d\" element annotation\n"
     "e8 container [e6, e7] tuple index annotation\n"
     "e9 subscript e5 e8 annotation annotation\n"},
    {"only the first of Annotated", "a: Annotated['b', 'c', d('e')]\n", "expressions",
     "e1 name Annotated subscripted annotation\n"
     "e2 name b element annotation quoted\n"
     "e3 literal string \"c\" element annotation\n"
     "e4 name d called annotation\n"
     "e5 literal string \"e\" argument annotation\n"
     "e6 call e4(e5) element annotation\n"
     "e7 container [e2, e3, e6] tuple index annotation\n"
     "e8 subscript e1 e7 annotation annotation\n"},
    {"not in calls", "a: f('b')\n", "expressions",
     "e1 name f called annotation\n"
     "e2 literal string \"b\" argument annotation\n"
     "e3 call e1(e2) annotation annotation\n"},
    {"not a type", "a: 'not a type'\n", "expressions",
     "e1 literal string \"not a type\" annotation annotation\n"},
    {"with escapes", "a: 'b\\x63'\n", "expressions",
     "e1 literal string \"bc\" annotation annotation\n"},
    {"aliases", "type A = list['b']\n", "expressions",
     "e1 name list subscripted annotation\n"
     "e2 name b index annotation quoted\n"
     "e3 subscript e1 e2 annotation annotation\n"},
    {"the type of a cast", "cast('a[b]', c)\n", "expressions",
     "e1 name cast called\n"
     "e2 name a subscripted annotation quoted\n"
     "e3 name b index annotation quoted\n"
     "e4 subscript e2 e3 annotation annotation quoted\n"
     "e5 name c argument\n"
     "e6 call e1(e4, e5) dropped\n"},
    {"an alias in quotes", "A: TypeAlias = 'b'\n", "expressions",
     "e1 name b annotation annotation quoted\n"
     "e2 name TypeAlias annotation annotation\n"},
    {"TypeVar is a call",
     "cast(a, b)\n"
     "T = TypeVar('T', bound='c')\n",
     "expressions",
     "e1 name cast called\n"
     "e2 name a argument\n"
     "e3 name b argument\n"
     "e4 call e1(e2, e3) dropped\n"
     "e5 name TypeVar called\n"
     "e6 literal string \"T\" argument\n"
     "e7 literal string \"c\" argument\n"
     "e8 call e5(e6, bound=e7) bound\n"},
    {"an empty string", "a: ''\n", "expressions", "e1 literal string \"\" annotation annotation\n"},
    {"a base class is no annotation", "class C(List['a']): pass\n", "expressions",
     "e1 name List subscripted definition\n"
     "e2 literal string \"a\" index definition\n"
     "e3 subscript e1 e2 base definition\n"},
};

static void annotations(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("annotations", annotations_rows, annotations)

TEST_MAIN(&annotations_table)
