// Names, constants and operators.
#include "ast_rows.h"

static const AstRow names_and_constants_rows[] = {
    {"name", TEXT("x"),
     "body: Expr 0..1\n"
     "  value: Name 0..1 x\n"},
    {"name beyond ASCII", TEXT("na\303\257ve_\317\200"),
     "body: Expr 0..9\n"
     "  value: Name 0..9 na\303\257ve_\317\200\n"},
    {"name that is a keyword elsewhere", TEXT("match + case + type + print"),
     "body: Expr 0..27\n"
     "  value: BinOp 0..27 Add\n"
     "    left: BinOp 0..19 Add\n"
     "      left: BinOp 0..12 Add\n"
     "        left: Name 0..5 match\n"
     "        right: Name 8..12 case\n"
     "      right: Name 15..19 type\n"
     "    right: Name 22..27 print\n"},
    {"numbers", TEXT("1, 0xFf, 1_000, 1.5e-3, 1.e5, .5, 2j, 1.5J"),
     "body: Expr 0..42\n"
     "  value: Tuple 0..42\n"
     "    elt: Constant 0..1 int \"1\" @0..1\n"
     "    elt: Constant 3..7 int \"0xFf\" @3..7\n"
     "    elt: Constant 9..14 int \"1_000\" @9..14\n"
     "    elt: Constant 16..22 float \"1.5e-3\" @16..22\n"
     "    elt: Constant 24..28 float \"1.e5\" @24..28\n"
     "    elt: Constant 30..32 float \".5\" @30..32\n"
     "    elt: Constant 34..36 complex \"2j\" @34..36\n"
     "    elt: Constant 38..42 complex \"1.5J\" @38..42\n"},
    {"singletons", TEXT("None, True, False, ..."),
     "body: Expr 0..22\n"
     "  value: Tuple 0..22\n"
     "    elt: Constant 0..4 None\n"
     "    elt: Constant 6..10 True\n"
     "    elt: Constant 12..17 False\n"
     "    elt: Constant 19..22 Ellipsis\n"},
    {"number before a keyword", TEXT("1if x else 2"),
     "body: Expr 0..12\n"
     "  value: IfExp 0..12\n"
     "    test: Name 4..5 x\n"
     "    body: Constant 0..1 int \"1\" @0..1\n"
     "    orelse: Constant 11..12 int \"2\" @11..12\n"},
};

static void names_and_constants(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("names and constants", names_and_constants_rows, names_and_constants)

static const AstRow operators_rows[] = {
    {"tighter first", TEXT("a + b * c ** -d"),
     "body: Expr 0..15\n"
     "  value: BinOp 0..15 Add\n"
     "    left: Name 0..1 a\n"
     "    right: BinOp 4..15 Mult\n"
     "      left: Name 4..5 b\n"
     "      right: BinOp 8..15 Pow\n"
     "        left: Name 8..9 c\n"
     "        right: UnaryOp 13..15 USub\n"
     "          operand: Name 14..15 d\n"},
    {"to the left", TEXT("a - b - c"),
     "body: Expr 0..9\n"
     "  value: BinOp 0..9 Sub\n"
     "    left: BinOp 0..5 Sub\n"
     "      left: Name 0..1 a\n"
     "      right: Name 4..5 b\n"
     "    right: Name 8..9 c\n"},
    {"power to the right", TEXT("a ** b ** c"),
     "body: Expr 0..11\n"
     "  value: BinOp 0..11 Pow\n"
     "    left: Name 0..1 a\n"
     "    right: BinOp 5..11 Pow\n"
     "      left: Name 5..6 b\n"
     "      right: Name 10..11 c\n"},
    {"& before ^", TEXT("a ^ b & c"),
     "body: Expr 0..9\n"
     "  value: BinOp 0..9 BitXor\n"
     "    left: Name 0..1 a\n"
     "    right: BinOp 4..9 BitAnd\n"
     "      left: Name 4..5 b\n"
     "      right: Name 8..9 c\n"},
    {"& before ^, other order", TEXT("a & b ^ c | d"),
     "body: Expr 0..13\n"
     "  value: BinOp 0..13 BitOr\n"
     "    left: BinOp 0..9 BitXor\n"
     "      left: BinOp 0..5 BitAnd\n"
     "        left: Name 0..1 a\n"
     "        right: Name 4..5 b\n"
     "      right: Name 8..9 c\n"
     "    right: Name 12..13 d\n"},
    {"the others", TEXT("a @ b // c % d << e >> f / g"),
     "body: Expr 0..28\n"
     "  value: BinOp 0..28 RShift\n"
     "    left: BinOp 0..19 LShift\n"
     "      left: BinOp 0..14 Mod\n"
     "        left: BinOp 0..10 FloorDiv\n"
     "          left: BinOp 0..5 MatMult\n"
     "            left: Name 0..1 a\n"
     "            right: Name 4..5 b\n"
     "          right: Name 9..10 c\n"
     "        right: Name 13..14 d\n"
     "      right: Name 18..19 e\n"
     "    right: BinOp 23..28 Div\n"
     "      left: Name 23..24 f\n"
     "      right: Name 27..28 g\n"},
    {"unary", TEXT("not -~+x"),
     "body: Expr 0..8\n"
     "  value: UnaryOp 0..8 Not\n"
     "    operand: UnaryOp 4..8 USub\n"
     "      operand: UnaryOp 5..8 Invert\n"
     "        operand: UnaryOp 6..8 UAdd\n"
     "          operand: Name 7..8 x\n"},
    {"parentheses do not count", TEXT("(a - (b)) - c"),
     "body: Expr 0..13\n"
     "  value: BinOp 0..13 Sub\n"
     "    left: BinOp 1..8 Sub\n"
     "      left: Name 1..2 a\n"
     "      right: Name 6..7 b\n"
     "    right: Name 12..13 c\n"},
    {"long chain with parentheses", TEXT("(a + b) * (c)"),
     "body: Expr 0..13\n"
     "  value: BinOp 0..13 Mult\n"
     "    left: BinOp 1..6 Add\n"
     "      left: Name 1..2 a\n"
     "      right: Name 5..6 b\n"
     "    right: Name 11..12 c\n"},
};

static void operators(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("operators", operators_rows, operators)

static const AstRow boolean_and_comparison_rows[] = {
    {"one node for a chain", TEXT("a and b and c"),
     "body: Expr 0..13\n"
     "  value: BoolOp 0..13 And\n"
     "    value: Name 0..1 a\n"
     "    value: Name 6..7 b\n"
     "    value: Name 12..13 c\n"},
    {"and before or", TEXT("a and b or c and d"),
     "body: Expr 0..18\n"
     "  value: BoolOp 0..18 Or\n"
     "    value: BoolOp 0..7 And\n"
     "      value: Name 0..1 a\n"
     "      value: Name 6..7 b\n"
     "    value: BoolOp 11..18 And\n"
     "      value: Name 11..12 c\n"
     "      value: Name 17..18 d\n"},
    {"parentheses make a node", TEXT("a and (b and c)"),
     "body: Expr 0..15\n"
     "  value: BoolOp 0..15 And\n"
     "    value: Name 0..1 a\n"
     "    value: BoolOp 7..14 And\n"
     "      value: Name 7..8 b\n"
     "      value: Name 13..14 c\n"},
    {"comparison chain", TEXT("a < b <= c == d != e"),
     "body: Expr 0..20\n"
     "  value: Compare 0..20 Lt LtE Eq NotEq\n"
     "    left: Name 0..1 a\n"
     "    comparator: Name 4..5 b\n"
     "    comparator: Name 9..10 c\n"
     "    comparator: Name 14..15 d\n"
     "    comparator: Name 19..20 e\n"},
    {"words", TEXT("a is not b not in c in d is e"),
     "body: Expr 0..29\n"
     "  value: Compare 0..29 IsNot NotIn In Is\n"
     "    left: Name 0..1 a\n"
     "    comparator: Name 9..10 b\n"
     "    comparator: Name 18..19 c\n"
     "    comparator: Name 23..24 d\n"
     "    comparator: Name 28..29 e\n"},
    {"not before in", TEXT("not a in b"),
     "body: Expr 0..10\n"
     "  value: UnaryOp 0..10 Not\n"
     "    operand: Compare 4..10 In\n"
     "      left: Name 4..5 a\n"
     "      comparator: Name 9..10 b\n"},
};

static void boolean_and_comparison(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("boolean and comparison", boolean_and_comparison_rows, boolean_and_comparison)

static const AstRow other_expressions_rows[] = {
    {"conditional", TEXT("a if b else c if d else e"),
     "body: Expr 0..25\n"
     "  value: IfExp 0..25\n"
     "    test: Name 5..6 b\n"
     "    body: Name 0..1 a\n"
     "    orelse: IfExp 12..25\n"
     "      test: Name 17..18 d\n"
     "      body: Name 12..13 c\n"
     "      orelse: Name 24..25 e\n"},
    {"lambda", TEXT("lambda a, /, b=1, *c, d, **e: a if b else c"),
     "body: Expr 0..43\n"
     "  value: Lambda 0..43\n"
     "    parameter: posonly\n"
     "      arg: name a @7..8\n"
     "    parameter: plain\n"
     "      arg: name b @13..14\n"
     "      default: Constant 15..16 int \"1\" @15..16\n"
     "    parameter: vararg\n"
     "      arg: name c @19..20\n"
     "    parameter: kwonly\n"
     "      arg: name d @22..23\n"
     "    parameter: kwarg\n"
     "      arg: name e @27..28\n"
     "    body: IfExp 30..43\n"
     "      test: Name 35..36 b\n"
     "      body: Name 30..31 a\n"
     "      orelse: Name 42..43 c\n"},
    {"lambda without parameters", TEXT("lambda: (yield)"),
     "body: Expr 0..15\n"
     "  value: Lambda 0..15\n"
     "    body: Yield 9..14\n"},
    {"assignment expression", TEXT("(a := b and c)"),
     "body: Expr 0..14\n"
     "  value: NamedExpr 1..13\n"
     "    target: name a @1..2\n"
     "    value: BoolOp 6..13 And\n"
     "      value: Name 6..7 b\n"
     "      value: Name 12..13 c\n"},
    {"await", TEXT("await a.b()"),
     "body: Expr 0..11\n"
     "  value: Await 0..11\n"
     "    value: Call 6..11 @9..11\n"
     "      func: Attribute 6..9 b @8..9\n"
     "        value: Name 6..7 a\n"},
    {"await before power", TEXT("await a ** b"),
     "body: Expr 0..12\n"
     "  value: BinOp 0..12 Pow\n"
     "    left: Await 0..7\n"
     "      value: Name 6..7 a\n"
     "    right: Name 11..12 b\n"},
    {"await in an operand", TEXT("-await a + await b"),
     "body: Expr 0..18\n"
     "  value: BinOp 0..18 Add\n"
     "    left: UnaryOp 0..8 USub\n"
     "      operand: Await 1..8\n"
     "        value: Name 7..8 a\n"
     "    right: Await 11..18\n"
     "      value: Name 17..18 b\n"},
    {"yield", TEXT("x = yield"),
     "body: Assign 0..9\n"
     "  target: Name 0..1 x\n"
     "  value: Yield 4..9\n"},
    {"yield a tuple", TEXT("x = yield a, *b"),
     "body: Assign 0..15\n"
     "  target: Name 0..1 x\n"
     "  value: Yield 4..15\n"
     "    value: Tuple 10..15\n"
     "      elt: Name 10..11 a\n"
     "      elt: Starred 13..15\n"
     "        value: Name 14..15 b\n"},
    {"yield from", TEXT("yield from a"),
     "body: Expr 0..12\n"
     "  value: YieldFrom 0..12\n"
     "    value: Name 11..12 a\n"},
    {"attribute of parentheses", TEXT("(a).b.c"),
     "body: Expr 0..7\n"
     "  value: Attribute 0..7 c @6..7\n"
     "    value: Attribute 0..5 b @4..5\n"
     "      value: Name 1..2 a\n"},
    {"star of a call", TEXT("[*a(b)]"),
     "body: Expr 0..7\n"
     "  value: List 0..7\n"
     "    elt: Starred 1..6\n"
     "      value: Call 2..6 @3..6\n"
     "        func: Name 2..3 a\n"
     "        arg: Name 4..5 b\n"},
    {"star of an attribute", TEXT("f(*a.b)"),
     "body: Expr 0..7\n"
     "  value: Call 0..7 @1..7\n"
     "    func: Name 0..1 f\n"
     "    arg: Starred 2..6\n"
     "      value: Attribute 3..6 b @5..6\n"
     "        value: Name 3..4 a\n"},
    {"star of an operator", TEXT("f(*a or b)"),
     "body: Expr 0..10\n"
     "  value: Call 0..10 @1..10\n"
     "    func: Name 0..1 f\n"
     "    arg: Starred 2..9\n"
     "      value: BoolOp 3..9 Or\n"
     "        value: Name 3..4 a\n"
     "        value: Name 8..9 b\n"},
    {"star of a target", TEXT("*a.b[0], c = d"),
     "body: Assign 0..14\n"
     "  target: Tuple 0..10\n"
     "    elt: Starred 0..7\n"
     "      value: Subscript 1..7\n"
     "        value: Attribute 1..4 b @3..4\n"
     "          value: Name 1..2 a\n"
     "        slice: Constant 5..6 int \"0\" @5..6\n"
     "    elt: Name 9..10 c\n"
     "  value: Name 13..14 d\n"},
    {"star in parentheses", TEXT("(*a,)"),
     "body: Expr 0..5\n"
     "  value: Tuple 0..5\n"
     "    elt: Starred 1..3\n"
     "      value: Name 2..3 a\n"},
};

static void other_expressions(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("other expressions", other_expressions_rows, other_expressions)

TEST_MAIN(&names_and_constants_table, &operators_table, &boolean_and_comparison_table,
          &other_expressions_table)
