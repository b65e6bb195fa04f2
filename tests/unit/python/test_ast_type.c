// Annotations and type parameters: Python has expressions where the grammar has types.
#include "ast_rows.h"

static const AstRow annotations_rows[] = {
    {"subscript", TEXT("x: list[int]"),
     "body: AnnAssign 0..12 simple\n"
     "  target: Name 0..1 x\n"
     "  annotation: Subscript 3..12\n"
     "    value: Name 3..7 list\n"
     "    slice: Name 8..11 int\n"},
    {"several", TEXT("x: dict[str, list[int]]"),
     "body: AnnAssign 0..23 simple\n"
     "  target: Name 0..1 x\n"
     "  annotation: Subscript 3..23\n"
     "    value: Name 3..7 dict\n"
     "    slice: Tuple 8..22\n"
     "      elt: Name 8..11 str\n"
     "      elt: Subscript 13..22\n"
     "        value: Name 13..17 list\n"
     "        slice: Name 18..21 int\n"},
    {"union", TEXT("x: A[B] | C | D"),
     "body: AnnAssign 0..15 simple\n"
     "  target: Name 0..1 x\n"
     "  annotation: BinOp 3..15 BitOr\n"
     "    left: BinOp 3..11 BitOr\n"
     "      left: Subscript 3..7\n"
     "        value: Name 3..4 A\n"
     "        slice: Name 5..6 B\n"
     "      right: Name 10..11 C\n"
     "    right: Name 14..15 D\n"},
    {"union that begins with parentheses", TEXT("x: (A[B]) | C"),
     "body: AnnAssign 0..13 simple\n"
     "  target: Name 0..1 x\n"
     "  annotation: BinOp 3..13 BitOr\n"
     "    left: Subscript 4..8\n"
     "      value: Name 4..5 A\n"
     "      slice: Name 6..7 B\n"
     "    right: Name 12..13 C\n"},
    {"union of unions", TEXT("x: A | B[C] | D & E"),
     "body: AnnAssign 0..19 simple\n"
     "  target: Name 0..1 x\n"
     "  annotation: BinOp 3..19 BitOr\n"
     "    left: BinOp 3..11 BitOr\n"
     "      left: Name 3..4 A\n"
     "      right: Subscript 7..11\n"
     "        value: Name 7..8 B\n"
     "        slice: Name 9..10 C\n"
     "    right: BinOp 14..19 BitAnd\n"
     "      left: Name 14..15 D\n"
     "      right: Name 18..19 E\n"},
    {"member", TEXT("x: A[B].C | None"),
     "body: AnnAssign 0..16 simple\n"
     "  target: Name 0..1 x\n"
     "  annotation: BinOp 3..16 BitOr\n"
     "    left: Attribute 3..9 C @8..9\n"
     "      value: Subscript 3..7\n"
     "        value: Name 3..4 A\n"
     "        slice: Name 5..6 B\n"
     "    right: Constant 12..16 None\n"},
    {"slice", TEXT("x: A[1:2, 3]"),
     "body: AnnAssign 0..12 simple\n"
     "  target: Name 0..1 x\n"
     "  annotation: Subscript 3..12\n"
     "    value: Name 3..4 A\n"
     "    slice: Tuple 5..11\n"
     "      elt: Slice 5..8\n"
     "        lower: Constant 5..6 int \"1\" @5..6\n"
     "        upper: Constant 7..8 int \"2\" @7..8\n"
     "      elt: Constant 10..11 int \"3\" @10..11\n"},
    {"string", TEXT("x: \"A\" = b"),
     "body: AnnAssign 0..10 simple\n"
     "  target: Name 0..1 x\n"
     "  annotation: Constant 3..6 str \"A\" @4..5\n"
     "  value: Name 9..10 b\n"},
    {"not simple", TEXT("(x): int"),
     "body: AnnAssign 0..8\n"
     "  target: Name 1..2 x\n"
     "  annotation: Name 5..8 int\n"},
    {"attribute", TEXT("a.b: int = c"),
     "body: AnnAssign 0..12\n"
     "  target: Attribute 0..3 b @2..3\n"
     "    value: Name 0..1 a\n"
     "  annotation: Name 5..8 int\n"
     "  value: Name 11..12 c\n"},
    {"callable", TEXT("x: Callable[[A], B]"),
     "body: AnnAssign 0..19 simple\n"
     "  target: Name 0..1 x\n"
     "  annotation: Subscript 3..19\n"
     "    value: Name 3..11 Callable\n"
     "    slice: Tuple 12..18\n"
     "      elt: List 12..15\n"
     "        elt: Name 13..14 A\n"
     "      elt: Name 17..18 B\n"},
    {"ellipsis", TEXT("x: tuple[A, ...]"),
     "body: AnnAssign 0..16 simple\n"
     "  target: Name 0..1 x\n"
     "  annotation: Subscript 3..16\n"
     "    value: Name 3..8 tuple\n"
     "    slice: Tuple 9..15\n"
     "      elt: Name 9..10 A\n"
     "      elt: Constant 12..15 Ellipsis\n"},
    {"value is a tuple", TEXT("x: A = b, c"),
     "body: AnnAssign 0..11 simple\n"
     "  target: Name 0..1 x\n"
     "  annotation: Name 3..4 A\n"
     "  value: Tuple 7..11\n"
     "    elt: Name 7..8 b\n"
     "    elt: Name 10..11 c\n"},
    {"value is a yield", TEXT("x: A = yield"),
     "body: AnnAssign 0..12 simple\n"
     "  target: Name 0..1 x\n"
     "  annotation: Name 3..4 A\n"
     "  value: Yield 7..12\n"},
    {"star", TEXT("def f(*a: *T): pass"),
     "body: FunctionDef 0..19\n"
     "  name: name f @4..5\n"
     "  parameter: vararg\n"
     "    arg: name a @7..8\n"
     "    annotation: Starred 10..12\n"
     "      value: Name 11..12 T\n"
     "  body: Pass 15..19\n"},
    {"starred subscript", TEXT("x: A[*B]"),
     "body: AnnAssign 0..8 simple\n"
     "  target: Name 0..1 x\n"
     "  annotation: Subscript 3..8\n"
     "    value: Name 3..4 A\n"
     "    slice: Tuple 5..7\n"
     "      elt: Starred 5..7\n"
     "        value: Name 6..7 B\n"},
    {"starred subscript of a subscript", TEXT("x: A[*B[C]]"),
     "body: AnnAssign 0..11 simple\n"
     "  target: Name 0..1 x\n"
     "  annotation: Subscript 3..11\n"
     "    value: Name 3..4 A\n"
     "    slice: Tuple 5..10\n"
     "      elt: Starred 5..10\n"
     "        value: Subscript 6..10\n"
     "          value: Name 6..7 B\n"
     "          slice: Name 8..9 C\n"},
};

static void annotations(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("annotations", annotations_rows, annotations)

static const AstRow type_parameters_rows[] = {
    {"all kinds", TEXT("def f[T, *Ts, **P](): pass"),
     "body: FunctionDef 0..26\n"
     "  name: name f @4..5\n"
     "  type_param: TypeVar\n"
     "    name: name T @6..7\n"
     "  type_param: TypeVarTuple\n"
     "    name: name Ts @10..12\n"
     "  type_param: ParamSpec\n"
     "    name: name P @16..17\n"
     "  body: Pass 22..26\n"},
    {"bounds", TEXT("def f[T: int, U: (int, str)](): pass"),
     "body: FunctionDef 0..36\n"
     "  name: name f @4..5\n"
     "  type_param: TypeVar\n"
     "    name: name T @6..7\n"
     "    bound: Name 9..12 int\n"
     "  type_param: TypeVar\n"
     "    name: name U @14..15\n"
     "    bound: Tuple 17..27\n"
     "      elt: Name 18..21 int\n"
     "      elt: Name 23..26 str\n"
     "  body: Pass 32..36\n"},
    {"defaults", TEXT("class C[T = int, *Ts = *tuple[A], **P = [A, B]]: pass"),
     "body: ClassDef 0..53\n"
     "  name: name C @6..7\n"
     "  type_param: TypeVar\n"
     "    name: name T @8..9\n"
     "    default: Name 12..15 int\n"
     "  type_param: TypeVarTuple\n"
     "    name: name Ts @18..20\n"
     "    default: Starred 23..32\n"
     "      value: Subscript 24..32\n"
     "        value: Name 24..29 tuple\n"
     "        slice: Name 30..31 A\n"
     "  type_param: ParamSpec\n"
     "    name: name P @36..37\n"
     "    default: List 40..46\n"
     "      elt: Name 41..42 A\n"
     "      elt: Name 44..45 B\n"
     "  body: Pass 49..53\n"},
    {"bound and default", TEXT("type X[T: A = B] = C"),
     "body: TypeAlias 0..20\n"
     "  name: name X @5..6\n"
     "  type_param: TypeVar\n"
     "    name: name T @7..8\n"
     "    bound: Name 10..11 A\n"
     "    default: Name 14..15 B\n"
     "  value: Name 19..20 C\n"},
};

static void type_parameters(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("type parameters", type_parameters_rows, type_parameters)

static const AstRow type_as_a_word_rows[] = {
    {"alias", TEXT("type X = int"),
     "body: TypeAlias 0..12\n"
     "  name: name X @5..6\n"
     "  value: Name 9..12 int\n"},
    {"alias with parameters", TEXT("type X[T] = list[T]"),
     "body: TypeAlias 0..19\n"
     "  name: name X @5..6\n"
     "  type_param: TypeVar\n"
     "    name: name T @7..8\n"
     "  value: Subscript 12..19\n"
     "    value: Name 12..16 list\n"
     "    slice: Name 17..18 T\n"},
    {"assignment to an attribute", TEXT("type(x).a = b"),
     "body: Assign 0..13\n"
     "  target: Attribute 0..9 a @8..9\n"
     "    value: Call 0..7 @4..7\n"
     "      func: Name 0..4 type\n"
     "      arg: Name 5..6 x\n"
     "  value: Name 12..13 b\n"},
    {"assignment to an item", TEXT("type(x)[a] = b"),
     "body: Assign 0..14\n"
     "  target: Subscript 0..10\n"
     "    value: Call 0..7 @4..7\n"
     "      func: Name 0..4 type\n"
     "      arg: Name 5..6 x\n"
     "    slice: Name 8..9 a\n"
     "  value: Name 13..14 b\n"},
    {"name", TEXT("type = type(x)"),
     "body: Assign 0..14\n"
     "  target: Name 0..4 type\n"
     "  value: Call 7..14 @11..14\n"
     "    func: Name 7..11 type\n"
     "    arg: Name 12..13 x\n"},
    {"subscript", TEXT("type[a]"),
     "body: Expr 0..7\n"
     "  value: Subscript 0..7\n"
     "    value: Name 0..4 type\n"
     "    slice: Name 5..6 a\n"},
    {"comparison", TEXT("type in a"),
     "body: Expr 0..9\n"
     "  value: Compare 0..9 In\n"
     "    left: Name 0..4 type\n"
     "    comparator: Name 8..9 a\n"},
    {"annotation", TEXT("type: type = a"),
     "body: AnnAssign 0..14 simple\n"
     "  target: Name 0..4 type\n"
     "  annotation: Name 6..10 type\n"
     "  value: Name 13..14 a\n"},
    {"in a suite", TEXT("if a: type(b).c = d"),
     "body: If 0..19\n"
     "  test: Name 3..4 a\n"
     "  body: Assign 6..19\n"
     "    target: Attribute 6..15 c @14..15\n"
     "      value: Call 6..13 @10..13\n"
     "        func: Name 6..10 type\n"
     "        arg: Name 11..12 b\n"
     "    value: Name 18..19 d\n"},
};

static void type_as_a_word(const AstRow *row) {
  ast_row_check(row);
}
TEST_TABLE("type as a word", type_as_a_word_rows, type_as_a_word)

TEST_MAIN(&annotations_table, &type_parameters_table, &type_as_a_word_table)
